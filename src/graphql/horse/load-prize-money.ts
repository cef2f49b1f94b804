import { moneyOf, type Money } from '../money/money.type'
import type { Values } from '../read/mapping'
import type { SqlRunner } from '../../usecases/ports'

const PRIZES = `SELECT r.horse_id, sum(s.prize)::float8, min(c.currency), max(c.currency)
FROM runners r JOIN results s ON s.runner_id = r.id JOIN races c ON c.id = r.race_id
WHERE r.horse_id = ANY($1::int[]) AND s.prize IS NOT NULL GROUP BY r.horse_id`

/** Null when no prize is known or they were paid in several currencies. Parents are `[horse id]`; one statement. */
export async function loadPrizeMoney(db: SqlRunner, parents: readonly Values[]): Promise<readonly (Money | null)[]> {
  const prizes = new Map((await db.rows(PRIZES, [[...new Set(parents.map(([id]) => id as number))]]))
    .map(([id, amount, lowest, highest]) => [id as number, lowest === highest ? moneyOf(amount, lowest) : null]))
  return parents.map(([id]) => prizes.get(id) ?? null)
}
