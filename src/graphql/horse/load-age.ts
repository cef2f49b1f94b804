import { officialAge } from '../../domain/horse-age'
import type { Args, Values } from '../read/mapping'
import type { SqlRunner } from '../../usecases/ports'

/** Official age on a day, today when none is given; null when the foaling date is unknown. Parents are `[foaling date, country of birth]`. */
export async function loadAge(db: SqlRunner, parents: readonly Values[], args: Args): Promise<readonly (number | null)[]> {
  const on = (args['on'] ?? (await db.rows('SELECT current_date', []))[0]?.[0]) as string
  return parents.map(([foaled, country]) => (foaled === null ? null : officialAge(foaled, on, country)))
}
