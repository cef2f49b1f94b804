import type { NoPrediction } from '../../usecases/prediction'
import type { Wanted } from '../read/mapping'
import type { NoPredictionWord } from './prediction.enum'

const NOTHING: Wanted = { fields: [], has: () => false }
/** What is selected of one type below a union. */
export const below = (wanted: Wanted, type: string): Wanted => wanted.types?.get(type) ?? NOTHING

const none = (reason: NoPredictionWord, message: string): object => ({ __typename: 'NoPrediction', reason, message })
/** As the graph has it. */
export const noneValue = ({ reason, message }: NoPrediction): object => none(reason, message)
export const GONE = none('NO_RUNNERS', 'The race is not there any more.')
export const NOT_STARTING = none('NOT_STARTING', 'The runner was not to start at this instant: it was scratched, or is a reserve without a place.')
