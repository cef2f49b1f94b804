import type { Instant } from '../../domain/instant'
import type { AskedAt, RaceNames, RunnerNames, RunnerResult, RunWords, SheetReader, SheetResult, ToldChange } from '../../usecases/commentary/sheet-port'
import { runKey } from '../../usecases/commentary/sheet-port'
import type { SqlRunner } from '../../usecases/ports'

/* Ids go through a query of their own: seeing how many there are, PostgreSQL would plan anew each time. */
const ASKED = 'ANY (ARRAY(SELECT unnest($1::int[])))'
const AT = 'unnest($1::int[], $2::float8[]) AS a(race_id, before_ms)'
const RACES = `SELECT r.id, v.name, r.name, coalesce(r.class_text, r.class_code), r.currency, r.status IN ('ABANDONED', 'VOID')
FROM races r JOIN meetings m ON m.id = r.meeting_id JOIN venues v ON v.id = m.venue_id WHERE r.id = ${ASKED}`
const RUNNERS = `SELECT n.race_id, n.id, h.name, j.name, t.name FROM runners n JOIN horses h ON h.id = n.horse_id LEFT JOIN jockeys j ON j.id = n.jockey_id LEFT JOIN trainers t ON t.id = n.trainer_id WHERE n.race_id = ${ASKED}`
const CHANGES = `SELECT a.race_id, c.kind, c.runner_id, c.before, c.after, c.text, c.reason, (extract(epoch from c.known_at) * 1000)::float8
FROM ${AT} JOIN races r ON r.id = a.race_id JOIN change_events c ON c.meeting_id = r.meeting_id AND (c.race_id IS NULL OR c.race_id = r.id)
WHERE c.known_at < to_timestamp(a.before_ms / 1000) ORDER BY a.race_id, c.known_at, c.id`
const RESULTS = `SELECT a.race_id, r.winning_time_ms, s.runner_id, s.status, s.position, s.margin_lengths::float8, s.beaten_lengths::float8, s.finish_time_ms, s.starting_price::float8, s.comment
FROM ${AT} JOIN races r ON r.id = a.race_id AND r.status = 'FINAL' JOIN results s ON s.race_id = r.id
WHERE r.result_known_at < to_timestamp(a.before_ms / 1000) AND s.known_at < to_timestamp(a.before_ms / 1000) ORDER BY a.race_id, s.position NULLS LAST, s.runner_id`
const RUNS = `SELECT a.race_id, a.horse_id, v.name, s.comment FROM unnest($1::int[], $2::int[]) AS a(race_id, horse_id)
JOIN races r ON r.id = a.race_id JOIN meetings m ON m.id = r.meeting_id JOIN venues v ON v.id = m.venue_id JOIN runners n ON n.race_id = a.race_id AND n.horse_id = a.horse_id LEFT JOIN results s ON s.runner_id = n.id`
const JOCKEYS = `SELECT id, name FROM jockeys WHERE id = ${ASKED}`

type Row = readonly any[] // eslint-disable-line @typescript-eslint/no-explicit-any -- typed by the column
function byFirst<T>(rows: readonly Row[], read: (row: Row) => T): ReadonlyMap<number, readonly T[]> {
  const found = new Map<number, T[]>()
  for (const row of rows) {
    const own = found.get(row[0])
    if (own === undefined) found.set(row[0], [read(row)])
    else own.push(read(row))
  }
  return found
}
const changeOf = ([, kind, runnerId, before, after, text, reason, knownAt]: Row): ToldChange => ({ kind, runnerId, before, after, text, reason, knownAt: knownAt as Instant })
const resultOf = ([, , runnerId, status, position, marginLengths, beatenLengths, finishTimeMs, startingPrice, comment]: Row): RunnerResult => ({ runnerId, status, position, marginLengths, beatenLengths, finishTimeMs, startingPrice, comment })
const parts = (asked: readonly AskedAt[]): readonly unknown[] => [asked.map(({ raceId }) => raceId), asked.map(({ before }) => before)]

/** Reads over the connection of whoever asks: a statement a method, two for names, whatever the number of races. */
export const sheetReader = (db: SqlRunner): SheetReader => ({
  names: async (raceIds) => {
    const [races, rows] = await Promise.all([db.rows(RACES, [raceIds]), db.rows(RUNNERS, [raceIds])])
    const runners = byFirst(rows, ([, id, horse, jockey, trainer]): [number, RunnerNames] => [id, { horse, jockey, trainer }])
    return new Map(races.map(([raceId, venue, raceName, classText, currency, calledOff]: Row): [number, RaceNames] => [raceId, { raceId, venue, raceName, classText, currency, calledOff, runners: new Map(runners.get(raceId) ?? []) }]))
  },
  changes: async (asked) => (asked.length === 0 ? new Map() : byFirst(await db.rows(CHANGES, parts(asked)), changeOf)),
  results: async (asked) => {
    if (asked.length === 0) return new Map()
    const rows = await db.rows(RESULTS, parts(asked))
    const times = new Map(rows.map(([raceId, timeMs]: Row): [number, number | null] => [raceId, timeMs]))
    return new Map([...byFirst(rows, resultOf)].map(([raceId, runners]): [number, SheetResult] => [raceId, { winningTimeMs: times.get(raceId) ?? null, runners }]))
  },
  runs: async (asked) => (asked.length === 0 ? new Map() : new Map((await db.rows(RUNS, [asked.map(({ raceId }) => raceId), asked.map(({ horseId }) => horseId)])).map(([raceId, horseId, venue, comment]: Row): [string, RunWords] => [runKey({ raceId, horseId }), { venue, comment }]))),
  jockeys: async (ids) => (ids.length === 0 ? new Map() : new Map((await db.rows(JOCKEYS, [ids])).map(([id, name]: Row): [number, string] => [id, name]))),
})
