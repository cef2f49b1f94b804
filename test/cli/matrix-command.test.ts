import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { RULES } from '../../src/integration/rules'
import type { MatrixReport } from '../../src/usecases/matrix/report'
import { readMatrixReports } from '../../src/app/matrix-documents'
import type { TestDatabase } from '../support/database'
import { inventedMonth } from '../support/invented-month'
import { ranCommand, type Ran } from '../support/ran-command'
import { temporaryFolder } from '../support/temporary-folder'

let database: TestDatabase
let folder: ReturnType<typeof temporaryFolder>
beforeAll(async () => { database = await inventedMonth() })
beforeEach(() => { folder = temporaryFolder() })
afterEach(() => { folder.remove() })
afterAll(() => database.close())

const run = (...args: readonly string[]): Promise<Ran> => ranCommand(['matrix', ...args], { DATABASE_URL: database.url, RACEGRAPH_HOME: join(folder.path, 'home') })

test.each([[[]], [['evaluate']], [['docs']]])('%j --help', async (args) => {
  const { code, out } = await run(...args, '--help')
  expect(code).toBe(0)
  expect(out).toContain('Usage: racegraph matrix')
  if (args.length > 0) expect(out).toContain('Examples:\n  $ ')
})
test.each([
  [['evaluate', '--source', 'HK'], 2, '--source is "HK": it must be HKJC or SYNTHETIC or FILE.'],
  [['evaluate', '--from', '2025-09-01', '--to', '2025-08-01'], 2, '--from 2025-09-01 is after --to 2025-08-01: there is nothing between.'],
  [['evaluate', '--over', ','], 2, '--over names no recipe'],
  [['evaluate', '--over', 'nobody'], 2, 'There is no recipe "nobody"'],
  [['evaluate', '--source', 'HKJC'], 1, 'There is no finished race of HKJC: import some first'],
  [['evaluate', '--over', 'market', '--from', '2025-08-02'], 2, '--from is 2025-08-02, and there is too little before it to weigh rules on: begin on 2025-08-1'],
])('%j', async (args, code, message) => {
  const ran = await run(...args)
  expect({ code: ran.code, out: ran.out }).toEqual({ code, out: '' })
  expect(ran.err).toContain(message)
})

test('evaluate: one document, marked as invented, and into the page', async () => {
  const page = join(folder.path, 'docs', 'MATRIX.md')
  const { code, out, err } = await run('evaluate', '--over', 'market', '--docs', page, '--json')
  expect([code, err.includes('SYNTHETIC: these races are invented')]).toEqual([0, true])
  const report = JSON.parse(out) as MatrixReport
  expect(report).toMatchObject({ kind: 'matrix', source: 'SYNTHETIC', by: 'PARTS' })
  // Of the models that racegraph comes with.
  expect(report.confidence.length).toBeGreaterThan(0)
  for (const { bins } of report.confidence) expect(bins).toHaveLength(5)
  const [base] = report.bases
  expect(base).toMatchObject({ recipe: 'market', usesPrices: true, parts: [{ label: 'part 4 of 6' }, { label: 'part 5 of 6' }, { label: 'part 6 of 6' }] })
  expect(base?.rules).toHaveLength(RULES.length)
  expect(base?.races).toBeGreaterThan(50)
  for (const { finding } of base?.rules ?? []) expect(finding).not.toBeNull()
  const text = readFileSync(page, 'utf8')
  expect(text).toContain('## Measured on SYNTHETIC (invented races)')
  expect(text).toContain('### Planted and found, over market')
  expect(readMatrixReports(page).map(({ source }) => source)).toEqual(['SYNTHETIC'])
  const again = await run('docs', '--docs', page)
  expect([again.code, readFileSync(page, 'utf8')]).toEqual([0, text])
  const printed = await run('evaluate', '--over', 'market')
  expect(printed.out).toContain('THE WHOLE MATRIX')
})
test('a file beside the page that is no report', async () => {
  mkdirSync(join(folder.path, 'matrix'))
  writeFileSync(join(folder.path, 'matrix', 'x.json'), '{"kind":"coverage"}')
  const { code, err } = await run('docs', '--docs', join(folder.path, 'MATRIX.md'))
  expect(code).toBe(1)
  expect(err).toContain('x.json is no report of "racegraph matrix evaluate": make it anew with --docs, or remove it.')
})
