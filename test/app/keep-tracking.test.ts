import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { trackServed } from '../../src/app/keep-tracking'
import type { ModelCard } from '../../src/models/artefact/card'
import { predictionLedger } from '../../src/storage/ledger/prediction-ledger'
import { testDatabase, type TestDatabase } from '../support/database'
import { addRaces, addResult, served } from '../support/served-races'
import { temporaryFolder } from '../support/temporary-folder'

const CARD = { name: 'm', version: 1, evaluation: { paired: [{ against: 'market', difference: 0 }] } } as unknown as ModelCard
let db: TestDatabase
let folder: ReturnType<typeof temporaryFolder>
beforeAll(async () => { db = await testDatabase() })
afterAll(() => db.close())
beforeEach(async () => { await db.clear(); folder = temporaryFolder() })
afterEach(() => { folder.remove() })

/** A gateway's rounds on days of its own, and what they wrote in the log. */
const gateway = (races = 1): { on: (iso: string) => Promise<number>; lines: string[] } => {
  let now = ''
  const lines: string[] = []
  const round = trackServed({ pool: db.pool, clock: { now: () => new Date(now) }, home: folder.path, cards: async () => ({ cards: [CARD], aliases: {} }), reference: async () => null, alert: { races, nats: 0.03 }, logger: { warn: ((_numbers: object, message: string) => { lines.push(message) }) as never } })
  return { lines, on: (iso) => { now = iso; return round(new AbortController().signal) } }
}
/** Races `first ..` of a day, each served at a tenth for the winner that the market had at a half. */
const lostDay = async (first: number, date: string, races = 1): Promise<void> => {
  await addRaces(db.pool, new Array<number>(races).fill(2), { first, date })
  for (let race = first; race < first + races; race++) {
    await predictionLedger(db.pool).record([served({ raceId: race, chances: [0.1, 0.9] })])
    await addResult(db.pool, race, [{ position: 1, price: 1.6 }, { position: 2, price: 1.6 }])
  }
}

test('scores what came, warns of a model once a day, and again the next', async () => {
  const { on, lines } = gateway()
  await lostDay(1, '2099-03-01')
  expect(await on('2099-03-01T08:00:00Z')).toBe(1)
  expect(lines).toEqual([expect.stringMatching(/^m@1 does worse against the market than when it was evaluated: \+1\.6094 nats a race over its last 1 races/)])
  expect(await on('2099-03-01T08:00:15Z')).toBe(0)
  await addRaces(db.pool, [2], { first: 5, date: '2099-03-02' })
  await predictionLedger(db.pool).record([served({ raceId: 5, chances: [0.1, 0.9] })])
  await addResult(db.pool, 1, [{ position: 1, price: 1.5 }, { position: 2, price: 1.5 }])
  expect(await on('2099-03-01T09:00:00Z')).toBe(1)
  expect(lines).toHaveLength(1)
  await addResult(db.pool, 5, [{ position: 1, price: 1.6 }, { position: 2, price: 1.6 }])
  expect(await on('2099-03-02T09:00:00Z')).toBe(1)
  expect(lines).toHaveLength(2)
})
test('no warning while there are too few races', async () => {
  const { on, lines } = gateway(3)
  await lostDay(1, '2099-03-01', 2)
  expect(await on('2099-03-01T08:00:00Z')).toBe(2)
  expect(lines).toEqual([])
})
test('races of long ago are left to imports', async () => {
  const { on } = gateway()
  await lostDay(1, '2099-03-01')
  expect(await on('2099-03-09T08:00:00Z')).toBe(0)
  expect(await on('2099-03-08T05:00:00Z')).toBe(1)
})
test('keeps the head of the ledger, and says once when it is gone', async () => {
  const { on, lines } = gateway(99)
  const file = join(folder.path, 'ledger-head.json')
  await on('2099-02-01T00:00:00Z')
  expect(existsSync(file)).toBe(false)
  await lostDay(1, '2099-03-01', 2)
  await on('2099-02-01T00:00:00Z')
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ entries: 2 })
  writeFileSync(file, JSON.stringify({ entries: 3, hash: 'a'.repeat(64) }))
  await on('2099-02-01T00:01:00Z')
  await on('2099-02-01T00:02:00Z')
  expect(lines).toEqual([expect.stringMatching(/^the ledger does not hold the head that was kept/)])
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ entries: 3 })
})
