import { assembleContext, MARGIN, OPINION_LEAVES_OUT } from '../../../src/commentary/context/assemble-context'
import type { FactSheet } from '../../../src/commentary/fact'
import type { TestDatabase } from '../../support/database'
import { hongKongSeasons, hongKongSheets } from '../../support/hong-kong-sheets'
import { describeWithShared } from '../../support/shared-data'

/** Starts and wins before the day of the race, counted by SQL from results alone: those known before 00:00 UTC of the day. */
const CAREERS = `SELECT n.id, count(*)::int AS starts, (count(*) FILTER (WHERE s.position = 1))::int AS wins, (count(*) FILTER (WHERE s.position <= 3))::int AS places
FROM runners n JOIN races r ON r.id = n.race_id JOIN runners p ON p.horse_id = n.horse_id JOIN races q ON q.id = p.race_id AND q.kind = 'FLAT' AND q.status = 'FINAL' JOIN results s ON s.runner_id = p.id
WHERE n.race_id = ANY($1::int[]) AND q.result_known_at < date_trunc('day', r.scheduled_start AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' GROUP BY n.id`
const LAST = `SELECT DISTINCT ON (n.id) n.id, s.position, (SELECT count(*)::int FROM results o WHERE o.race_id = q.id) AS field, q.distance_m, v.name AS venue, (m.date - w.date)::int AS days, j.name AS jockey
FROM runners n JOIN races r ON r.id = n.race_id JOIN meetings m ON m.id = r.meeting_id LEFT JOIN jockeys j ON j.id = n.jockey_id JOIN runners p ON p.horse_id = n.horse_id JOIN races q ON q.id = p.race_id AND q.kind = 'FLAT' AND q.status = 'FINAL' JOIN meetings w ON w.id = q.meeting_id JOIN venues v ON v.id = w.venue_id JOIN results s ON s.runner_id = p.id
WHERE n.race_id = ANY($1::int[]) AND q.result_known_at < date_trunc('day', r.scheduled_start AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' ORDER BY n.id, q.scheduled_start DESC`
/** Wins and rides of the jockey in the 365 days before the day of the race. */
const RIDERS = `SELECT n.id, count(*)::int AS rides, (count(*) FILTER (WHERE s.position = 1))::int AS wins
FROM runners n JOIN races r ON r.id = n.race_id JOIN runners p ON p.jockey_id = n.jockey_id JOIN races q ON q.id = p.race_id AND q.kind = 'FLAT' AND q.status = 'FINAL' JOIN results s ON s.runner_id = p.id
WHERE n.race_id = ANY($1::int[]) AND q.result_known_at < date_trunc('day', r.scheduled_start AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' AND q.result_known_at >= date_trunc('day', r.scheduled_start AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' - interval '365 days' GROUP BY n.id`
const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`

describeWithShared('hkjc', 'sheets of real races', (folder) => {
  let database: TestDatabase
  let before: readonly FactSheet[]
  let after: readonly FactSheet[]
  beforeAll(async () => {
    database = await hongKongSeasons(folder)
    before = await hongKongSheets(database, { races: 24, asOf: 'off' })
    after = await hongKongSheets(database, { races: 12, asOf: 'result' })
  })
  afterAll(async () => { await database.close() })
  const own = (sheet: FactSheet, runnerId: number, label: string): string | undefined => sheet.facts.find((fact) => fact.runnerId === runnerId && fact.label === label)?.text
  const starters = (): readonly (readonly [FactSheet, number])[] => before.flatMap((sheet) => sheet.runners.filter(({ scratched }) => !scratched).map(({ runnerId }) => [sheet, runnerId] as const))
  const asked = (): readonly number[] => before.map(({ raceId }) => raceId)

  test('records, last runs and rides are those that results give', async () => {
    const careers = new Map((await database.pool.query<{ id: number; starts: number; wins: number; places: number }>(CAREERS, [asked()])).rows.map((row) => [row.id, row]))
    const last = new Map((await database.pool.query<{ id: number; position: number | null; field: number; distance_m: number | null; venue: string; days: number }>(LAST, [asked()])).rows.map((row) => [row.id, row]))
    const riders = new Map((await database.pool.query<{ id: number; rides: number; wins: number }>(RIDERS, [asked()])).rows.map((row) => [row.id, row]))
    expect(starters().length).toBeGreaterThan(250)
    for (const [sheet, id] of starters()) {
      const [career, run, rider] = [careers.get(id), last.get(id), riders.get(id)]
      const placed = career === undefined || career.places === 0 ? '' : `, ${career.places === 1 ? 'once' : career.places === 2 ? 'twice' : `${career.places} times`} in the first three`
      expect([id, own(sheet, id, 'career record')]).toEqual([id, career === undefined ? undefined : `${plural(career.wins, 'win')} from ${plural(career.starts, 'start')}${placed}`])
      expect([id, own(sheet, id, 'jockey over 12 months')?.split(',')[0]]).toEqual([id, rider === undefined ? undefined : `${plural(rider.wins, 'win')} from ${plural(rider.rides, 'ride')}`])
      const text = own(sheet, id, 'last run')
      if (run === undefined) { expect([id, text]).toEqual([id, undefined]); continue }
      expect([id, run.position === null ? text?.startsWith(`did not finish in a field of ${run.field}`) : Number(/^(\d+)(?:st|nd|rd|th) of /.exec(text ?? '')?.[1])]).toEqual<readonly unknown[]>([id, run.position ?? true])
      expect([id, text?.includes(` of ${run.field} `), text?.includes(` at ${run.venue},`), text?.endsWith(`, ${run.days} days ago`), text?.includes(` over ${Math.floor((run.distance_m ?? 0) / 1_000)},${String((run.distance_m ?? 0) % 1_000).padStart(3, '0')} m`)]).toEqual([id, true, true, true, run.distance_m !== null])
    }
  })

  test('finishes are those of the results, and nothing of them is told before', async () => {
    const { rows } = await database.pool.query<{ id: number; position: number | null }>('SELECT runner_id AS id, position FROM results WHERE race_id = ANY($1::int[])', [after.map(({ raceId }) => raceId)])
    const positions = new Map(rows.map(({ id, position }) => [id, position]))
    for (const sheet of after) for (const { runnerId, value } of sheet.facts.filter(({ label }) => label === 'finish')) expect([runnerId, value]).toEqual([runnerId, positions.get(runnerId ?? 0)])
    expect(after.every(({ finished }) => finished)).toBe(true)
    expect(before.some(({ finished, facts }) => finished || facts.some(({ topic }) => topic === 'result' || topic === 'price' || topic === 'market'))).toBe(false)
  })

  test('no text holds what is not known; ids are in order and once', () => {
    for (const sheet of [...before, ...after]) {
      expect(new Set(sheet.facts.map(({ id }) => id)).size).toBe(sheet.facts.length)
      for (const { id, label, text, also, value, rank } of sheet.facts) {
        expect([id, label, /NaN|undefined|null|Infinity|  |^$|^ | $/.exec([text, ...also].join('|')), value === null || Number.isFinite(value), rank === null || rank.place <= rank.of]).toEqual([id, label, null, true, true])
      }
    }
  })

  test('every category that Hong Kong has is told of, and chances sum to one', () => {
    const topics = new Set([...before, ...after].flatMap(({ facts }) => facts.map(({ topic }) => topic)))
    for (const topic of ['race', 'class', 'track', 'barrier', 'weight', 'jockey', 'trainer', 'horse', 'form', 'speed', 'sectionals', 'style', 'fitness', 'trials', 'distance', 'venue', 'pedigree', 'gear', 'chemistry', 'market', 'card', 'pastRuns', 'price', 'prediction', 'rule', 'change', 'result'] as const) expect([topic, topics.has(topic)]).toEqual([topic, true])
    for (const { facts } of before) expect(facts.filter(({ label }) => label === 'win chance').reduce((sum, { value }) => sum + (value ?? NaN), 0)).toBeCloseTo(1, 9)
  })

  test('contexts keep to their budgets, and those of opinions tell no chance', () => {
    for (const sheet of before) for (const budgetTokens of [2_500, 6_000]) {
      const { tokens, text, factIds } = assembleContext(sheet, { budgetTokens, nonce: 'hongkong17', leaveOut: OPINION_LEAVES_OUT })
      expect(tokens).toBeLessThanOrEqual(budgetTokens * (1 - MARGIN))
      expect(text).not.toMatch(/win chance|its chance by/)
      const told = new Map(sheet.facts.map((fact) => [fact.id, fact]))
      for (const id of factIds) expect(OPINION_LEAVES_OUT).not.toContain(told.get(id)?.topic)
      const names = assembleContext(sheet, { budgetTokens, nonce: 'hongkong17', leaveOut: OPINION_LEAVES_OUT, anonymous: true }).text
      for (const { horse, jockey, trainer } of sheet.runners) for (const name of [horse, jockey, trainer]) if (name !== null) expect([name, names.includes(`"${name}"`) || names.includes(` ${name} `)]).toEqual([name, false])
      expect(names).not.toMatch(/Sha Tin|Happy Valley|2017/)
    }
  })
})
