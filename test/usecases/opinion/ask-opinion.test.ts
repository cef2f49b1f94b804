import { absentClient } from '../../../src/llm/absent-client'
import { scriptedClient, type ScriptedAnswer } from '../../../src/llm/scripted-client'
import { opinionStore } from '../../../src/storage/opinions/opinion-store'
import { askOpinion } from '../../../src/usecases/opinion/ask-opinion'
import { testDatabase, type TestDatabase } from '../../support/database'
import { answerFor, askDeps, at, certain, openOn, sheetOfRace } from '../../support/opinions'
import { addRaces, addResult, beforeOff } from '../../support/served-races'

let database: TestDatabase
beforeAll(async () => { database = await testDatabase() })
beforeEach(() => database.clear())
afterAll(() => database.close())
const kept = async (raceId = 1): Promise<readonly number[] | null> => { const found = (await opinionStore(openOn(database)).latest([raceId], null)).get(raceId); return found === undefined ? null : [...found.chances] }

test('chances come back to the runners that they were said of, whichever slots they sat in', async () => {
  await addRaces(database.pool, [4])
  const client = certain([400, 300, 200, 100])
  const [outcome] = await askOpinion(askDeps(database, client), [1])
  expect(outcome).toMatchObject({ kind: 'made', lost: 0, opinion: { model: 'scripted', synthetic: false, asOf: beforeOff(30), madeAt: beforeOff(30), runnerIds: [101, 102, 103, 104], costUsd: 0.03 } })
  expect(outcome?.kind === 'made' && outcome.opinion.samples.map((sample) => [...sample])).toEqual([[0.4, 0.3, 0.2, 0.1], [0.4, 0.3, 0.2, 0.1], [0.4, 0.3, 0.2, 0.1]])
  const chances = await kept()
  // Logits of 0.4 and of 0.25, 3 and half a time: (3 x -0.4055 + 0.5 x -1.0986) / 3.5 = -0.5045, chance 0.3765; likewise 0.2925, 0.2067, 0.1150: 0.9907 in all.
  expect(chances?.[0]).toBeCloseTo(0.3765 / 0.9907, 3)
  expect(chances?.[3]).toBeCloseTo(0.1150 / 0.9907, 3)
  expect(client.requests.map(({ purpose, subject, reAsk }) => [purpose, subject, reAsk])).toEqual([['OPINION', '1', true], ['OPINION', '1', true], ['OPINION', '1', true]])
  expect(new Set(client.requests.map(({ input }) => input)).size).toBe(3)
})
test('half of the samples must be good', async () => {
  await addRaces(database.pool, [4, 4])
  const good = (input: string): ScriptedAnswer => answerFor(input, [400, 300, 200, 100])
  const bad: ScriptedAnswer = { fail: 'refused', reason: 'no' }
  const client = scriptedClient(({ subject, input }, i) => (subject === '1' ? (i % 2 === 0 ? good(input) : bad) : i === 4 ? good(input) : bad))
  const first = await askOpinion(askDeps(database, client, { samples: 4 }), [1])
  expect(first).toMatchObject([{ kind: 'made', lost: 2 }])
  const second = await askOpinion(askDeps(database, client, { samples: 4 }), [2])
  expect(second).toMatchObject([{ kind: 'failed', failure: 'refused', reason: 'no' }])
  expect(await kept(2)).toBeNull()
})
test('a model that tells nobody apart is asked once more', async () => {
  await addRaces(database.pool, [4])
  const client = scriptedClient(({ input }, i) => (i === 0 ? answerFor(input, [250, 250, 250, 250]) : answerFor(input, [400, 300, 200, 100])))
  expect(await askOpinion(askDeps(database, client, { samples: 1 }), [1])).toMatchObject([{ kind: 'made', lost: 0 }])
})
test('nothing more is asked once the money is spent', async () => {
  await addRaces(database.pool, [4, 4, 4])
  const client = scriptedClient(() => ({ fail: 'budgetExceeded', reason: 'spent' }))
  expect(await askOpinion(askDeps(database, client, { samples: 1, limits: { atOnce: 1 } }), [1, 2, 3])).toMatchObject([{ failure: 'budgetExceeded' }, { failure: 'budgetExceeded' }, { failure: 'budgetExceeded', raceId: 3 }])
  expect(client.requests.length).toBe(1)
})

describe('nobody is asked', () => {
  const reasons = async (client: Parameters<typeof askDeps>[1], raceIds: readonly number[], more: Parameters<typeof askDeps>[2] = {}): Promise<readonly string[]> => (await askOpinion(askDeps(database, client, more), raceIds)).map((one) => (one.kind === 'leftOut' ? one.reason : one.kind))
  test('without a model, of races that are not there, called off, or of one runner', async () => {
    await addRaces(database.pool, [4, 4, 1])
    await database.pool.query(`UPDATE races SET status = 'ABANDONED' WHERE id = 2`)
    expect(await reasons(absentClient(), [1])).toEqual(['there is no language model to ask: set OPENAI_API_KEY'])
    expect(await reasons(certain([400, 300, 200, 100]), [9, 2, 3])).toEqual(['there is no such race', 'it was abandoned or declared void', 'fewer than two runners are to start'])
  })
  test('by the stand-in of real races', async () => {
    await addRaces(database.pool, [4])
    await addRaces(database.pool, [4], { first: 2, source: 'SYNTHETIC', date: '2099-03-02' })
    const client = certain([400, 300, 200, 100], { synthetic: true })
    expect(await reasons(client, [1, 2])).toEqual(['the stand-in is no language model, and speaks of invented races alone', 'made'])
    expect((await opinionStore(openOn(database)).latest([2], null)).get(2)?.synthetic).toBe(true)
  })
  test('of races whose result the model may know', async () => {
    await addRaces(database.pool, [4])
    await addResult(database.pool, 1, [{ position: 1 }, { position: 2 }, { position: 3 }, { position: 4 }])
    const later = { now: () => beforeOff(-600), gather: (ids: readonly number[], asOf: ReturnType<typeof at> | null) => Promise.resolve(ids.map((id) => sheetOfRace(id, { asOf: asOf ?? beforeOff(-600), finished: asOf === null }))) }
    const ask = (cutoff: string | null): Promise<readonly string[]> => reasons(certain([400, 300, 200, 100], { cutoff: cutoff === null ? null : at(cutoff) }), [1], later)
    expect(await ask(null)).toEqual([expect.stringMatching(/nobody knows up to when/)])
    expect(await ask('2099-02-15T00:00:00Z')).toEqual([expect.stringMatching(/may know the result: its knowledge ends on 2099-02-15/)])
    expect(await ask('2099-01-15T00:00:00Z')).toEqual(['made'])
    expect((await opinionStore(openOn(database)).latest([1], null)).get(1)).toMatchObject({ asOf: beforeOff(0), madeAt: beforeOff(-600) })
  })
})
