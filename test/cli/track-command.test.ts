import { predictionLedger } from '../../src/storage/ledger/prediction-ledger'
import { testDatabase, type TestDatabase } from '../support/database'
import { ranCommand, type Ran } from '../support/ran-command'
import { addRaces, addResult, served } from '../support/served-races'
import { temporaryFolder } from '../support/temporary-folder'

let db: TestDatabase
const folder = temporaryFolder()
beforeAll(async () => {
  db = await testDatabase()
  await addRaces(db.pool, [2, 2, 2], { source: 'SYNTHETIC' })
  await predictionLedger(db.pool).record([served({ raceId: 1, chances: [0.75, 0.25] }), served({ raceId: 2, chances: [0.5, 0.5] }), served({ raceId: 3, chances: [0.5, 0.5] })])
})
afterAll(async () => { await db.close(); folder.remove() })

const run = (...args: readonly string[]): Promise<Ran> => ranCommand(['track', ...args], { DATABASE_URL: db.url, RACEGRAPH_HOME: folder.path })

test('help, and wrong usage', async () => {
  expect(await run('--help')).toMatchObject({ code: 0, out: expect.stringContaining('Examples:\n  $ ') as string })
  expect(await run('--from', '2099-02-30')).toMatchObject({ code: 2 })
})
test('nothing to score yet', async () => {
  expect(await run()).toMatchObject({ code: 0, out: '0 predictions scored now.\nNothing that was served before the off on these days has a result yet.\n' })
})
test('a table by model, marked for what it is; the same as JSON', async () => {
  await addResult(db.pool, 1, [{ position: 1, price: 1.6 }, { position: 2, price: 1.6 }])
  await addResult(db.pool, 2, [{ position: 1 }, { position: 2 }])
  await db.pool.query(`UPDATE races SET status = 'ABANDONED' WHERE id = 3`)
  const { code, out } = await run('--from', '2099-03-01', '--to', '2099-03-01')
  expect(code).toBe(0)
  // ln(4/3) and ln 2: .4904 on average; where there are prices ln(4/3) against ln 2.
  expect(out.split('\n').map((line) => line.replaceAll(/ {2,}/g, ' | '))).toEqual([
    '2 predictions scored now, 1 left out (ABANDONED).', '', 'model | races | log-loss | market | difference | top-1 | top-3 | ECE | top pick | edges | PSI | most drifted',
    expect.stringMatching(/^m@1 SYNTHETIC \| 2 \| 0\.4904 \| 0\.6931 \| -0\.4055 \[-0\.4055, -0\.4055\] \| 0\.750 \| 1\.000 \| [\d.]+ \| \+60\.0% \| \+60\.0% \| - \| -$/),
    '', 'Nats a race; profit over stakes at starting prices, which nobody knows before the off.', 'SYNTHETIC: invented races, which tell nothing of real ones.', '',
  ])
  expect(JSON.parse((await run('--from', '2090-01-01', '--to', '2099-12-31', '--json')).out)).toMatchObject({ scored: 0, leftOut: {}, performance: [{ model: 'm', versions: [1], synthetic: true, scores: { races: 2 }, market: { races: 1 }, leftOut: { ABANDONED: 1 } }] })
})
