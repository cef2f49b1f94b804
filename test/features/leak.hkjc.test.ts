import type { Client } from 'pg'
import type { Instant } from '../../src/domain/instant'
import type { FeatureColumns } from '../../src/features/compute'
import { History } from '../../src/features/history/history'
import { FEATURES, type FeatureName } from '../../src/features/registry'
import { featureReader } from '../../src/storage/features/feature-reader'
import { historyFeed } from '../../src/storage/features/history-feed'
import { historyStore } from '../../src/storage/features/history-store'
import { createPool } from '../../src/storage/pool'
import { withRunner } from '../../src/storage/sql-runner'
import { withClient } from '../../src/storage/with-client'
import { vectorsOf } from '../../src/usecases/compute-vectors'
import { passThroughHistory } from '../../src/usecases/pass-through-history'
import { computeRaceFeatures } from '../../src/usecases/race-features'
import { differences } from '../support/compare-columns'
import type { TestDatabase } from '../support/database'
import { forgetLater } from '../support/forget-later'
import { hongKongDatabase } from '../support/hong-kong'
import { describeWithShared } from '../support/shared-data'

/*
 * Features of Hong Kong races as of their off, from all years of racing; then again from what is left when everything
 * later is deleted. Meetings are taken from the latest to the earliest, and everything is deleted, folded and computed
 * anew for each.
 */
const MEETINGS = 22
const RACES = 200
/** The latest ones are also compared through the tables that single races are read from. */
const THROUGH_TABLES = 3

interface Meeting { readonly id: number; readonly date: string; readonly races: readonly { readonly raceId: number; readonly offAt: Instant }[] }
const ALL = `
SELECT m.id, m.date::text, json_agg(json_build_object('raceId', r.id, 'offAt', extract(epoch FROM r.scheduled_start) * 1000) ORDER BY r.number) AS races
FROM meetings m JOIN races r ON r.meeting_id = m.id WHERE r.kind = 'FLAT' GROUP BY m.id ORDER BY m.date, m.id`
/** From the first season to the last but one, closer together in the early ones, which are quick to fold. The first months, where nothing is known yet, are left out. */
const drawn = (all: readonly Meeting[]): readonly Meeting[] => Array.from({ length: MEETINGS }, (_, i) => {
  const way = i / (MEETINGS - 1)
  return all[Math.floor(all.length * (0.03 + 0.06 * way + 0.84 * way ** 6))] as Meeting
})

interface Vectors { readonly runnerIds: readonly number[]; readonly columns: FeatureColumns }
type ByRace = ReadonlyMap<number, Vectors>
const NAMES: readonly FeatureName[] = FEATURES.map(({ name }) => name)

/** One pass over what the database holds; the market as of the off, before starting prices. */
async function folded(client: Client, races: readonly number[], history = new History()): Promise<ByRace> {
  const asked = new Set(races)
  const found = new Map<number, Vectors>()
  const pass = passThroughHistory(historyFeed(client), { asOf: ({ card }) => (asked.has(card.raceId) ? card.offAt : null), market: 'as-of' }, history)
  for await (const chunk of pass) for (const vectors of vectorsOf(chunk)) found.set(vectors.raceId, vectors)
  return found
}
async function read({ url }: TestDatabase, { races }: Meeting): Promise<ByRace> {
  const pool = createPool({ url, size: 1, pipeline: true })
  try {
    const features = await withRunner(pool, (db) => computeRaceFeatures(featureReader(db), races.map(({ raceId, offAt }) => ({ raceId, asOf: offAt })), NAMES))
    return new Map(features.flatMap((one) => (one === null ? [] : [[one.raceId, one] as const])))
  } finally { await pool.end() }
}

/** What is not the same to the last bit, each with its race; the first twenty. */
const changed = (meeting: Meeting, before: ByRace, after: ByRace, relative = 0): readonly string[] => meeting.races.flatMap(({ raceId }) => {
  const [one, other] = [before.get(raceId), after.get(raceId)]
  if (one === undefined || other === undefined) return [`${meeting.date}, race ${raceId}: not there`]
  if (one.columns.size !== FEATURES.length || one.runnerIds.join() !== other.runnerIds.join()) return [`${meeting.date}, race ${raceId}: other features or runners`]
  return differences(one.columns, other.columns, relative).map((text) => `${meeting.date}, race ${raceId}: ${text}`)
}).slice(0, 20)

/** By feature: the share of all runners that have a value. */
function shares(vectors: ByRace): ReadonlyMap<FeatureName, number> {
  const fields = [...vectors.values()]
  const runners = fields.reduce((sum, { runnerIds }) => sum + runnerIds.length, 0)
  return new Map(NAMES.map((name) => [name, fields.reduce((sum, { columns }) => sum + (columns.get(name) ?? new Float64Array(0)).filter((value) => !Number.isNaN(value)).length, 0) / runners]))
}

describeWithShared('hkjc', 'Hong Kong races with everything later deleted', (folder) => {
  let database: TestDatabase
  let meetings: readonly Meeting[]
  let before: ByRace
  const beforeThroughTables = new Map<Meeting, ByRace>()

  beforeAll(async () => {
    database = await hongKongDatabase(folder)
    meetings = drawn((await database.pool.query<Meeting>(ALL)).rows)
    const history = new History()
    before = await withClient(database.url, (client) => folded(client, meetings.flatMap(({ races }) => races.map(({ raceId }) => raceId)), history))
    await historyStore(database.pool).replace(history, 'everything')
    for (const meeting of meetings.slice(-THROUGH_TABLES)) beforeThroughTables.set(meeting, await read(database, meeting))
  }, 600_000)
  afterAll(() => database.close())

  test('the sample is 200 races or more, and its vectors are not empty', () => {
    expect(new Set(meetings).size).toBe(MEETINGS)
    expect(before.size).toBeGreaterThanOrEqual(RACES)
    const present = [...shares(before).values()]
    expect(present.filter((share) => share >= 0.5).length).toBeGreaterThanOrEqual(150)
  })
  test('the same races through the tables have the same vectors', () => {
    for (const [meeting, vectors] of beforeThroughTables) expect(changed(meeting, before, vectors, 1e-9)).toEqual([])
  })
  test('deleting what came later changes no bit of any vector', async () => {
    for (const meeting of [...meetings].reverse()) {
      await withClient(database.url, async (client) => {
        const forgotten = await forgetLater(client, meeting.id)
        expect({ ...forgotten, deleted: forgotten.deleted > 100 }).toEqual({ deleted: true, left: 0, lateChanges: 0 })
        const history = new History()
        expect(changed(meeting, before, await folded(client, meeting.races.map(({ raceId }) => raceId), history))).toEqual([])
        const throughTables = beforeThroughTables.get(meeting)
        if (throughTables === undefined) return
        await historyStore(database.pool).replace(history, meeting.date)
        expect(changed(meeting, throughTables, await read(database, meeting))).toEqual([])
      })
    }
  }, 600_000)
})
