import type { Values } from '../read/mapping'
import type { SqlRunner } from '../../usecases/ports'

const BEFORE = `SELECT p.n::int, w.body_weight_kg
FROM unnest($1::int[], $2::timestamptz[]) WITH ORDINALITY AS p(horse_id, start, n)
CROSS JOIN LATERAL (
  SELECT r.body_weight_kg FROM runners r WHERE r.horse_id = p.horse_id AND r.race_start < p.start AND r.body_weight_kg IS NOT NULL ORDER BY r.race_start DESC, r.id DESC LIMIT 1
) w`

/** Body weight less that of the horse's run before, kilograms to one decimal; null without either. Parents are `[horse id, race start, body weight]`; one statement. */
export async function loadBodyWeightChange(db: SqlRunner, parents: readonly Values[]): Promise<readonly (number | null)[]> {
  const before = new Map((await db.rows(BEFORE, [parents.map(([horseId]) => horseId as number), parents.map(([, start]) => start as string)])).map(([n, kg]) => [n as number, kg as number]))
  return parents.map(([, , now], i) => {
    const then = before.get(i + 1)
    return now === null || then === undefined ? null : Math.round((now - then) * 10) / 10
  })
}
