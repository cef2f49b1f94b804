import type { Instant } from '../../domain/instant'
import type { OpinionRaces } from '../../usecases/opinion/ports'
import type { OpenRunner } from './opinion-store'

const STARTERS = `ARRAY(SELECT n.id FROM runners n WHERE n.race_id = r.id AND n.takes_part ORDER BY n.id)`
const NAMED = `
SELECT r.id, (extract(epoch FROM r.scheduled_start) * 1000)::float8, r.source = 'SYNTHETIC', r.status IN ('ABANDONED', 'VOID'), ${STARTERS} FROM races r WHERE r.id = ANY (ARRAY(SELECT unnest($1::int[])))`
const NO_TRIAL = `r.kind NOT IN ('BARRIER_TRIAL', 'JUMP_OUT')`
/* Those that are asked about again are those whose field is another one: somebody was scratched, or came in. */
const DUE = `
SELECT r.id FROM races r CROSS JOIN LATERAL (SELECT ${STARTERS} AS ids) f
WHERE r.scheduled_start > to_timestamp($1::float8 / 1000) AND r.scheduled_start <= to_timestamp($2::float8 / 1000) AND r.status NOT IN ('ABANDONED', 'VOID', 'FINAL') AND ${NO_TRIAL} AND cardinality(f.ids) >= 2
  AND f.ids IS DISTINCT FROM (SELECT o.runner_ids FROM opinions o WHERE o.race_id = r.id AND (NOT o.synthetic OR r.source = 'SYNTHETIC') ORDER BY o.made_at DESC, o.id DESC LIMIT 1)
ORDER BY r.scheduled_start, r.id`
const BETWEEN = `
SELECT r.id FROM races r JOIN meetings m ON m.id = r.meeting_id WHERE ($1::date IS NULL OR m.date >= $1) AND ($2::date IS NULL OR m.date <= $2) AND ${NO_TRIAL} ORDER BY r.scheduled_start, r.id`

/** What is known of races for whoever asks for opinions. */
export const opinionRaces = (open: OpenRunner): OpinionRaces => ({
  named: async (raceIds) => (raceIds.length === 0 ? new Map() : new Map((await open((db) => db.rows(NAMED, [raceIds]))).map(([raceId, offAt, synthetic, calledOff, starters]) => [raceId as number, { raceId, offAt: offAt as Instant, synthetic, calledOff, starters }] as const))),
  due: async (after, until) => (await open((db) => db.rows(DUE, [after, until]))).map(([id]) => Number(id)),
  between: async ({ from, to }) => (await open((db) => db.rows(BETWEEN, [from, to]))).map(([id]) => Number(id)),
})
