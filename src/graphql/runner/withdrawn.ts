import { WITHDRAWN } from '../../domain/withdrawn'

/** SQL list of the statuses that are out of the race, for `IN` and `NOT IN`. */
export const WITHDRAWN_SQL = `(${WITHDRAWN.map((status) => `'${status}'`).join(', ')})`
