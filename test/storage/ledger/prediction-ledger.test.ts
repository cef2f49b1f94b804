import type { PredictionLedger } from '../../../src/usecases/ports'
import { createPool } from '../../../src/storage/pool'
import { predictionLedger } from '../../../src/storage/ledger/prediction-ledger'
import { readHead } from '../../../src/storage/ledger/read-entries'
import { withRunner } from '../../../src/storage/sql-runner'
import { testDatabase, type TestDatabase } from '../../support/database'
import { addRaces, beforeOff, FAR_OFF, served } from '../../support/served-races'

let db: TestDatabase
let ledger: PredictionLedger
beforeAll(async () => { db = await testDatabase(); ledger = predictionLedger(db.pool) })
afterAll(() => db.close())
beforeEach(async () => { await db.clear(); await addRaces(db.pool, [2, 3, 1]) })

const verify = (expect?: { entries: number | null; hash: string }): ReturnType<PredictionLedger['verify']> => ledger.verify(() => undefined, new AbortController().signal, expect)
const rows = async (sql: string): Promise<Record<string, unknown>[]> => (await db.pool.query(sql)).rows
/** As somebody who may do everything, past the triggers. */
const forge = (sql: string): Promise<unknown> => db.pool.query(`BEGIN; SET LOCAL session_replication_role = replica; ${sql}; COMMIT`)
const refusedBy = (work: Promise<unknown>): Promise<string> => work.then(() => 'nothing', (error: { constraint?: string; message: string }) => error.constraint ?? error.message)
/** Five entries: 1 and 3 of race 1, 2 and 4 of race 2, 5 of race 3. */
async function five(): Promise<string> {
  await ledger.record([served({ raceId: 1, chances: [0.25, 0.75] }), served({ raceId: 2, chances: [0.5, 0.25, 0.25] })])
  await ledger.record([served({ raceId: 1, chances: [0.5, 0.5], generatedAt: beforeOff(30) }), served({ raceId: 2, chances: [0.25, 0.5, 0.25], generatedAt: beforeOff(30) }), served({ raceId: 3, chances: [1] })])
  return (await withRunner(db.pool, readHead))?.hash ?? ''
}

test('an entry says by itself which race and runners it is of, and is given back as it was', async () => {
  await db.pool.query('UPDATE runners SET number = NULL WHERE id = 102')
  await ledger.record([served({ raceId: 1, chances: [0.1, 0.9], inputs: [[1, NaN], [-0.5, 3e300]], model: { name: 'champ', version: 7 } })])
  expect(await rows('SELECT sequence, race_id, source, race_source_id, meeting_date, venue_code, race_number, off_at, runner_numbers, runner_source_ids, octet_length(inputs) AS bytes FROM served_predictions')).toEqual([{
    sequence: 1, race_id: 1, source: 'HKJC', race_source_id: 'R1', meeting_date: '2099-03-01', venue_code: 'ST', race_number: 1, off_at: '2099-03-01T06:00:00.000Z', runner_numbers: [1, null], runner_source_ids: ['R1-H101', 'R1-H102'], bytes: 32,
  }])
  const [entry] = (await ledger.history([1], null)).get(1) ?? []
  expect(entry).toMatchObject({ raceId: 1, sequence: 1, model: { name: 'champ', version: 7 }, featureSet: 'set', asOf: beforeOff(60), marketAt: beforeOff(60), generatedAt: beforeOff(60), runnerIds: [101, 102], chances: Float64Array.of(0.1, 0.9) })
})
test('history is of the models and races asked for, oldest first', async () => {
  await five()
  await ledger.record([served({ raceId: 1, chances: [0.5, 0.5], model: { name: 'other', version: 1 } })])
  const sequences = async (races: number[], model: string | null): Promise<unknown> => [...await ledger.history(races, model)].map(([race, entries]) => [race, entries.map(({ sequence }) => sequence)])
  expect(await sequences([1, 3, 9], null)).toEqual([[1, [1, 3, 6]], [3, [5]]])
  expect(await sequences([1, 3], 'm')).toEqual([[1, [1, 3]], [3, [5]]])
})
test('what is served again as it was is not stored again; a return to an earlier prediction is', async () => {
  const first = served({ raceId: 1, chances: [0.25, 0.75] })
  await ledger.record([first])
  await ledger.record([{ ...first, generatedAt: beforeOff(5) }, first])
  expect(await rows('SELECT sequence FROM served_predictions')).toHaveLength(1)
  await ledger.record([served({ raceId: 1, chances: [0.25, 0.75], inputs: [[7, 7]] })])
  await ledger.record([served({ raceId: 1, chances: [0.25, 0.75], model: { name: 'm', version: 2 } })])
  await ledger.record([first])
  expect((await rows('SELECT sequence FROM served_predictions ORDER BY 1')).map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4])
  expect(await verify()).toMatchObject({ entries: 4, broken: null })
})
test('eight writers at once make one chain', async () => {
  const pools = Array.from({ length: 8 }, () => createPool({ url: db.url, size: 1 }))
  try {
    await Promise.all(pools.map(async (pool, w) => {
      for (let i = 0; i < 20; i++) await predictionLedger(pool).record([1, 2].map((raceId) => served({ raceId, chances: raceId === 1 ? [0.5, 0.5] : [0.5, 0.25, 0.25], model: { name: `w${w}`, version: 1 + i } })))
    }))
  } finally { await Promise.all(pools.map((pool) => pool.end())) }
  expect(await verify()).toEqual({ entries: 320, head: (await withRunner(db.pool, readHead))?.hash, broken: null })
})
test('eight writers of the same prediction store it once', async () => {
  const pools = Array.from({ length: 8 }, () => createPool({ url: db.url, size: 1 }))
  try { await Promise.all(pools.map((pool) => predictionLedger(pool).record([served({ raceId: 1, chances: [0.5, 0.5] })]))) } finally { await Promise.all(pools.map((pool) => pool.end())) }
  expect(await verify()).toMatchObject({ entries: 1, broken: null })
})

describe('refused', () => {
  const row = (part: object = {}): Promise<unknown> => {
    const all = { race_id: 1, model_name: 'm', model_version: 1, feature_set: 's', as_of: FAR_OFF, market_at: FAR_OFF, generated_at: '2099-03-01T05:59:59.999Z', runner_ids: '{101,102}', chances: '{0.5,0.5}', inputs: Buffer.alloc(16), ...part }
    return db.pool.query(`INSERT INTO served_predictions (${Object.keys(all).join(', ')}) VALUES (${Object.keys(all).map((_, i) => `$${i + 1}`).join(', ')})`, Object.values(all))
  }
  test.each([
    ['nothing a millisecond before the off', {}, 'nothing'],
    ['at the off', { generated_at: FAR_OFF }, 'served_predictions_before_the_off'],
    ['no such race', { race_id: 99 }, 'served_predictions_are_of_a_race'],
    ['a runner of another race', { runner_ids: '{101,201}' }, 'served_predictions_are_of_runners_of_the_race'],
    ['a runner twice', { runner_ids: '{101,101}' }, 'served_predictions_are_of_runners_of_the_race'],
    ['chances that add up to less', { chances: '{0.5,0.4}' }, 'served_predictions_chances_add_up_to_one'],
    ['chances that are not there', { chances: '{0.5,NaN}' }, 'served_predictions_chances_add_up_to_one'],
    ['a chance below zero', { chances: '{-0.5,1.5}' }, 'served_predictions_chances_add_up_to_one'],
    ['a chance too many', { chances: '{0.5,0.25,0.25}' }, 'served_predictions_one_value_a_runner'],
    ['inputs of somebody else', { inputs: Buffer.alloc(24) }, 'served_predictions_one_value_a_runner'],
  ])('%s', async (_, part, constraint) => { expect(await refusedBy(row(part))).toBe(constraint) })
  test('a prediction that says it is of before the off, of a race that was run long ago', async () => {
    await addRaces(db.pool, [2], { first: 8, date: '2020-03-01' })
    expect(await refusedBy(row({ race_id: 8, runner_ids: '{801,802}', generated_at: '2020-02-01T00:00:00Z' }))).toBe('served_predictions_before_the_off')
  })
  test('a hash or a sequence of its own: the database writes them', async () => {
    await row({ sequence: 77, hash: Buffer.alloc(32, 1), previous_hash: Buffer.alloc(32, 2), recorded_at: '2000-01-01T00:00:00Z', venue_code: 'HV' })
    expect(await verify()).toMatchObject({ entries: 1, broken: null })
    expect(await rows('SELECT sequence, venue_code, recorded_at > now() - interval \'1 minute\' AS now FROM served_predictions')).toEqual([{ sequence: 1, venue_code: 'ST', now: true }])
  })
  test.each(['UPDATE served_predictions SET model_name = model_name', 'DELETE FROM served_predictions', 'TRUNCATE served_predictions', 'TRUNCATE races, served_predictions CASCADE'])('%s', async (sql) => {
    await five()
    expect(await refusedBy(db.pool.query(sql))).toBe('served_predictions_are_append_only')
    expect(await verify()).toMatchObject({ entries: 5, broken: null })
  })
  test('those past the off are named, and the others of the batch are stored', async () => {
    await addRaces(db.pool, [1], { first: 8, date: '2020-03-01' })
    const work = ledger.record([served({ raceId: 8, chances: [1] }), served({ raceId: 1, chances: [0.5, 0.5] }), served({ raceId: 3, chances: [1], generatedAt: beforeOff(0) }), served({ raceId: 66, chances: [1] })])
    await expect(work).rejects.toMatchObject({ code: 'BAD_USER_INPUT', message: 'A prediction is only recorded before the off: race 8, 3 was off already; race 66 is not there any more. The other predictions were recorded.' })
    expect((await rows('SELECT race_id FROM served_predictions')).map((one) => one['race_id'])).toEqual([1])
  })
})

test('a race that is moved or deleted leaves the record as it was', async () => {
  await five()
  await db.pool.query(`UPDATE races SET scheduled_start = '2099-04-01T00:00:00Z', number = 9 WHERE id = 1; DELETE FROM races WHERE id = 2`)
  expect(await verify()).toMatchObject({ entries: 5, broken: null })
  expect((await rows('SELECT race_source_id, race_number, off_at FROM served_predictions WHERE sequence IN (1, 2) ORDER BY sequence')).map((one) => Object.values(one))).toEqual([['R1', 1, '2099-03-01T06:00:00.000Z'], ['R2', 2, '2099-03-01T06:00:00.000Z']])
  expect((await ledger.history([2], null)).size).toBe(0)
})
test('a race that is imported again has its history again, with the runners that it has now', async () => {
  await five()
  await db.pool.query(`DELETE FROM races WHERE id = 2; INSERT INTO races (id, meeting_id, source, source_id, feed, number, name, status, scheduled_start, updated_at) VALUES (44, 1, 'HKJC', 'R2', 'f', 2, 'Race', 'OPEN', '${FAR_OFF}', now());
    INSERT INTO runners (id, race_id, race_start, horse_id, source, source_id, number, status, updated_at) SELECT 4410 - n, 44, '${FAR_OFF}', 200 + n, 'HKJC', 'R2-H20' || n, n, 'DECLARED', now() FROM (VALUES (1), (3)) AS x(n)`)
  expect((await ledger.history([44], null)).get(44)?.map(({ runnerIds, chances }) => [runnerIds, [...chances]])).toEqual([[[4407, 4409], [0.25, 0.5]], [[4407, 4409], [0.25, 0.25]]])
})

describe('tampering is found and named', () => {
  test.each([
    ['a chance', 'UPDATE served_predictions SET chances = \'{0.3,0.7}\' WHERE sequence = 3', 3, 'entry 3 was changed after it was stored'],
    ['a time, by a microsecond', 'UPDATE served_predictions SET generated_at = generated_at - interval \'1 microsecond\' WHERE sequence = 2', 2, 'entry 2 was changed after it was stored'],
    ['a model', 'UPDATE served_predictions SET model_name = \'better\' WHERE sequence = 5', 5, 'entry 5 was changed after it was stored'],
    ['the inputs', 'UPDATE served_predictions SET inputs = set_byte(inputs, 3, 9) WHERE sequence = 4', 4, 'the inputs of entry 4 are not those'],
    ['the inputs and their digest', 'UPDATE served_predictions SET inputs = \'\\x00\', inputs_digest = sha256(\'\\x00\') WHERE sequence = 4', 4, 'entry 4 was changed after it was stored'],
    ['deleted in the middle', 'DELETE FROM served_predictions WHERE sequence IN (2, 3)', 2, 'entries 2 to 3 are missing'],
    ['deleted at the start', 'DELETE FROM served_predictions WHERE sequence = 1', 1, 'entry 1 is missing'],
    ['deleted, and the rest numbered anew', 'DELETE FROM served_predictions WHERE sequence = 2; UPDATE served_predictions SET sequence = -sequence WHERE sequence > 2; UPDATE served_predictions SET sequence = -sequence - 1 WHERE sequence < 0', 2, 'entry 2 was changed after it was stored'],
    ['two exchanged', 'UPDATE served_predictions SET sequence = -sequence WHERE sequence IN (2, 3); UPDATE served_predictions SET sequence = 5 + sequence WHERE sequence < 0', 2, 'entry 2 was changed after it was stored'],
    ['changed, and its own hash made anew', 'UPDATE served_predictions p SET venue_code = \'HV\' WHERE sequence = 2; UPDATE served_predictions p SET hash = sha256(ledger_bytes(p)) WHERE sequence = 2', 3, 'entry 3 does not follow entry 2'],
    ['one put in front', 'UPDATE served_predictions p SET previous_hash = sha256(\'\') WHERE sequence = 1; UPDATE served_predictions p SET hash = sha256(ledger_bytes(p)) WHERE sequence = 1', 1, 'entry 1 says that there was one before it'],
  ])('%s', async (_, sql, sequence, problem) => {
    await five()
    await forge(`ALTER TABLE served_predictions DROP CONSTRAINT served_predictions_one_value_a_runner, DROP CONSTRAINT served_predictions_sequence_check; ${sql}`)
    try { expect((await verify()).broken).toEqual({ sequence, problem: expect.stringContaining(problem) }) } finally {
      await forge('TRUNCATE served_predictions; ALTER TABLE served_predictions ADD CONSTRAINT served_predictions_sequence_check CHECK (sequence >= 1), ADD CONSTRAINT served_predictions_one_value_a_runner CHECK (cardinality(chances) = cardinality(runner_ids) AND octet_length(inputs) % (8 * cardinality(runner_ids)) = 0)')
    }
  })
  test.each([
    ['made', 'generated_at = off_at', 'entry 5 was made at 2099-03-01T06:00:00.000Z, not before the off at 2099-03-01T06:00:00.000Z'],
    ['stored', 'recorded_at = off_at + interval \'1 day\'', 'entry 5 was stored at 2099-03-02T06:00:00.000Z, not before the off at 2099-03-01T06:00:00.000Z'],
  ])('%s after the off, its hash made to fit', async (_, set, problem) => {
    await five()
    await forge(`ALTER TABLE served_predictions DROP CONSTRAINT served_predictions_before_the_off; UPDATE served_predictions SET ${set} WHERE sequence = 5; UPDATE served_predictions p SET hash = sha256(ledger_bytes(p)) WHERE sequence = 5`)
    try { expect((await verify()).broken).toEqual({ sequence: 5, problem }) } finally {
      await forge('TRUNCATE served_predictions; ALTER TABLE served_predictions ADD CONSTRAINT served_predictions_before_the_off CHECK (generated_at < off_at AND recorded_at < off_at)')
    }
  })
  test('a tail that was cut off shows only against a head that was kept elsewhere', async () => {
    const head = await five()
    expect((await verify({ entries: 5, hash: head })).broken).toBeNull()
    await forge('DELETE FROM served_predictions WHERE sequence > 3')
    expect((await verify()).broken).toBeNull()
    expect((await verify({ entries: 5, hash: head })).broken).toEqual({ sequence: 4, problem: `entries 4 to 5 are missing from the end: entry 5 with the hash that was kept elsewhere, ${head}, is not there` })
    expect((await verify({ entries: null, hash: head })).broken).toMatchObject({ sequence: 4 })
    await ledger.record([served({ raceId: 1, chances: [0.9, 0.1] }), served({ raceId: 3, chances: [1] })])
    expect((await verify()).broken).toBeNull()
    expect((await verify({ entries: 5, hash: head })).broken).toEqual({ sequence: 5, problem: `entry 5 with the hash that was kept elsewhere, ${head}, is not there: the ledger was cut off before it or written anew` })
  })
  test('nothing was ever served: whole, and without a head', async () => { expect(await verify()).toEqual({ entries: 0, head: null, broken: null }) })
})
