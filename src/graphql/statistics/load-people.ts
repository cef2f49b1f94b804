import { recordOf, type RunRecord } from '../../domain/record'
import type { ActualVsExpected } from './record.type'
import type { SqlRunner } from '../../usecases/ports'

/** Jockey, trainer, or both of them together; the instant before which everything must have been known, `infinity` for all that is. */
export interface Person { readonly jockeyId: number | null; readonly trainerId: number | null; readonly before: string }
export interface Window {
  readonly by: 'jockey' | 'trainer' | 'both'
  /** Only runs of this many days before the instant. */
  readonly days?: number
  /** Only this many runs, the newest. */
  readonly last?: number | null
  readonly asOf: string | null
}
export interface PersonSummary { readonly record: RunRecord; readonly ae: ActualVsExpected | null }

const OF: Readonly<Record<Window['by'], string>> = {
  jockey: 'r.jockey_id = p.jockey_id', trainer: 'r.trainer_id = p.trainer_id', both: 'r.jockey_id = p.jockey_id AND r.trainer_id = p.trainer_id',
}

/** Instants that exclude everything (no such person) cost nothing: the index finds no row for a null id. */
const summaries = ({ by, days, last }: Window): string => `
SELECT p.n::int, count(*)::int, count(*) FILTER (WHERE x.position = 1)::int, count(*) FILTER (WHERE x.position = 2)::int, count(*) FILTER (WHERE x.position = 3)::int,
  CASE WHEN min(x.currency) = max(x.currency) THEN sum(x.prize)::float8 END, min(x.currency),
  count(x.starting_price)::int, count(x.starting_price) FILTER (WHERE x.position = 1)::int, coalesce(sum(1 / x.starting_price), 0)::float8,
  coalesce(sum(x.starting_price * CASE x.status WHEN 'DEAD_HEAT' THEN 0.5 ELSE 1 END) FILTER (WHERE x.position = 1), 0)::float8
FROM (SELECT jockey_id, trainer_id, least(before, $4::timestamptz) AS before, n FROM unnest($1::int[], $2::int[], $3::timestamptz[]) WITH ORDINALITY AS u(jockey_id, trainer_id, before, n)) p
CROSS JOIN LATERAL (
  SELECT s.position, s.status, s.starting_price, s.prize, CASE WHEN s.prize IS NOT NULL THEN c.currency END AS currency
  FROM runners r JOIN results s ON s.runner_id = r.id AND s.known_at < p.before JOIN races c ON c.id = r.race_id
  WHERE ${OF[by]} AND r.race_start < p.before${days === undefined ? '' : ` AND r.race_start >= p.before - ${days} * interval '1 day'`}
  AND c.kind NOT IN ('BARRIER_TRIAL', 'JUMP_OUT') AND s.status <> 'VOID'
  ${last === undefined || last === null ? '' : 'ORDER BY r.race_start DESC, r.id DESC LIMIT $5::int'}
) x GROUP BY p.n`

const NOTHING: PersonSummary = { record: recordOf(0, 0, 0, 0, null), ae: null }

/** What each person had done before the instant, trials and void runs left out. One statement for any number of people. */
export async function loadPeople(db: SqlRunner, people: readonly Person[], window: Window): Promise<readonly PersonSummary[]> {
  const found: PersonSummary[] = people.map(() => NOTHING)
  const values = [people.map((person) => person.jockeyId), people.map((person) => person.trainerId), people.map((person) => person.before), window.asOf]
  const rows = await db.rows(summaries(window), window.last === undefined || window.last === null ? values : [...values, window.last])
  for (const [n, starts, wins, seconds, thirds, prize, currency, priced, actualWins, expectedWins, returned] of rows) {
    const ae = priced === 0 ? null : { actualWins, expectedWins, starts: priced, ratio: actualWins / expectedWins, profitOnTurnover: (returned - priced) / priced }
    found[n - 1] = { record: recordOf(starts, wins, seconds, thirds, prize === null || currency === null ? null : { amount: prize, currency }), ae }
  }
  return found
}
