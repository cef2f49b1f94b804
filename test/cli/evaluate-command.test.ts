import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parquetReadObjects } from 'hyparquet'
import { marketModel } from '../../src/models/learners/market'
import type { EvaluationReport } from '../../src/models/evaluation/report'
import type { TestDatabase } from '../support/database'
import { inventedMonth } from '../support/invented-month'
import { ranCommand, type Ran } from '../support/ran-command'
import { dataRange, storeModel } from '../support/stored-model'
import { temporaryFolder } from '../support/temporary-folder'

let database: TestDatabase
let folder: ReturnType<typeof temporaryFolder>
let home: ReturnType<typeof temporaryFolder>

/** Models: the market, to a power, one trained on all of it. */
beforeAll(async () => {
  home = temporaryFolder()
  database = await inventedMonth()
  await storeModel(join(home.path, 'models'), 'market', marketModel(1))
  await storeModel(join(home.path, 'models'), 'market-power', marketModel(1.1))
  await storeModel(join(home.path, 'models'), 'seen', marketModel(1), { train: dataRange('2025-08-01', '2025-08-31'), validate: null })
})
beforeEach(() => { folder = temporaryFolder() })
afterEach(() => { folder.remove() })
afterAll(() => { home.remove(); return database.close() })

const run = (...args: readonly string[]): Promise<Ran> => ranCommand(args, { DATABASE_URL: database.url, RACEGRAPH_HOME: home.path })
const one = async <T>(sql: string): Promise<T> => (await database.pool.query<{ it: T }>(sql)).rows[0]?.it as T
const RAN = `FROM results s JOIN races r ON r.id = s.race_id JOIN meetings m ON m.id = r.meeting_id WHERE r.kind NOT IN ('BARRIER_TRIAL', 'JUMP_OUT')`
const bytes = (path: string): ArrayBuffer => { const file = readFileSync(path); return file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer }
const csv = (text: string): readonly Readonly<Record<string, string>>[] => {
  const [head = '', ...lines] = text.trimEnd().split('\n')
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [head.split(',')[i] ?? '', cell])))
}
const byRace = <T extends Readonly<Record<string, unknown>>>(rows: readonly T[]): ReadonlyMap<string, readonly T[]> => Map.groupBy(rows, (row) => [row['date'], row['venue'], row['race_number']].join(' '))

describe('help and wrong usage', () => {
  test.each([['evaluate'], ['predict']])('%s --help', async (command) => {
    const { code, out } = await run(command, '--help')
    expect(code).toBe(0)
    expect(out).toContain(`Usage: racegraph ${command}`)
    expect(out).toContain('Examples:\n  $ ')
  })
  test.each([
    [['evaluate'], "required option '--model <name>' not specified"],
    [['evaluate', '--model', 'market', '--min-book', 'much'], '--min-book is "much": it must be a number such as 1.1'],
    [['evaluate', '--model', 'market', '--as-of', 'now'], '--as-of is "now": it must be off, or minutes before it such as off-60m.'],
    [['evaluate', '--model', 'market', '--from', '2025-08-09', '--to', '2025-08-01'], '--from 2025-08-09 is after --to 2025-08-01'],
    [['predict', '--model', 'market', '--format', 'xml'], '--format is "xml": it must be csv or json or parquet.'],
    [['predict', '--model', 'market', '--format', 'parquet'], '--format parquet is not for a terminal: name a file with --out.'],
    [['predict', '--model', 'market', '--out', join('no-such-folder', 'x.csv')], 'the folder no-such-folder is not there'],
  ])('%j', async (args, message) => {
    const { code, out, err } = await run(...args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(message)
  })
  test('predict --json without a file: the refusal is the one document', async () => {
    const { code, out } = await run('predict', '--model', 'market', '--json')
    expect([code, JSON.parse(out)]).toEqual([2, { error: { code: 'BAD_USER_INPUT', message: expect.stringContaining('--json prints what was done') } }])
  })
  test.each([['evaluate'], ['predict']])('%s: no such model', async (command) => {
    const { code, out, err } = await run(command, '--model', 'nobody')
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain('There is no model "nobody"')
  })
  test('no race on these days', async () => {
    const { code, err } = await run('evaluate', '--model', 'market', '--from', '2030-01-01')
    expect(code).toBe(1)
    expect(err).toContain('There is no finished race from 2030-01-01 to today')
    expect((await run('predict', '--model', 'market', '--from', '2030-01-01')).err).toContain('There is no race on these days')
  })
})

describe('evaluate', () => {
  test('one JSON document: the market is as far from itself as nothing, the races are those after all that the model was made on', async () => {
    const { code, out, err } = await run('evaluate', '--model', 'market', '--against', 'market-power', '--json')
    expect([code, err.includes('SYNTHETIC')]).toEqual([0, true])
    const report = JSON.parse(out) as EvaluationReport
    const races = await one<number>(`SELECT count(DISTINCT r.id)::int AS it ${RAN} AND s.position = 1 AND m.date >= '2025-08-15'`)
    const left = Object.values(report.leftOut).reduce((sum, count) => sum + count, 0)
    expect(report).toMatchObject({ kind: 'evaluation', model: 'market@1', synthetic: true, inSample: false, validated: false, asOf: 'off', marketAt: 'closing', sources: ['SYNTHETIC'] })
    expect(report.scores.races + left).toBe(races)
    expect(report.from >= '2025-08-15').toBe(true)
    expect(report.paired.map(({ against }) => against)).toEqual(['market', 'market-power@1'])
    expect(report.paired[0]?.difference).toBeCloseTo(0, 9)
    expect(report.scores.logLoss).toBeCloseTo(report.market?.logLoss ?? 0, 9)
    expect(report.scores.logLoss).toBeLessThan(report.uniformLogLoss)
    expect(report.cuts.venue.map(({ of }) => of)).toEqual(await one(`SELECT json_agg(DISTINCT v.code ORDER BY v.code) AS it FROM venues v JOIN meetings m ON m.venue_id = v.id JOIN races r ON r.meeting_id = m.id WHERE m.date >= '2025-08-15' AND r.status = 'FINAL' AND r.kind NOT IN ('BARRIER_TRIAL', 'JUMP_OUT')`))
    // The truth is nearer to what happened than the market, which is some way off.
    const { truth, scores } = report
    expect(truth?.races).toBe(scores.races)
    expect(truth?.distance).toBeCloseTo(truth?.marketDistance ?? 0, 9)
    expect(truth?.marketDistance).toBeGreaterThan(0.01)
    expect(truth?.logLoss).toBeLessThan(scores.logLoss)
  })
  test('races that were trained on: said first, and loudly', async () => {
    const { out, err } = await run('evaluate', '--model', 'seen', '--from', '2025-08-28')
    expect(out).toContain('IN SAMPLE: the model was trained on some of these races.')
    expect(err).toContain('IN SAMPLE')
    expect(out).toMatch(/SYNTHETIC[\s\S]*SCORES/)
  })
  test('an hour before, the market of then', async () => {
    const { out } = await run('evaluate', '--model', 'market', '--from', '2025-08-20', '--as-of', 'off-60m', '--json')
    const report = JSON.parse(out) as EvaluationReport
    expect(report).toMatchObject({ asOf: 'off-60m', marketAt: 'as-of' })
    expect(report.scores.logLoss).toBeGreaterThan(report.market?.logLoss ?? 9)
  })
  test('importance, and a folder with the report for people', async () => {
    const out = join(folder.path, 'made', 'here')
    const { code, err } = await run('evaluate', '--model', 'market', '--from', '2025-08-25', '--importance', '--out', out)
    expect(code).toBe(0)
    expect(err).toContain('Written: ')
    expect(readdirSync(out).sort()).toEqual(['report.html', 'report.json', 'report.md'])
    const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as EvaluationReport
    expect(report.importance?.features.map(({ name }) => name)).toEqual(['market.chance'])
    expect(report.importance?.features[0]?.low).toBeGreaterThan(0)
    expect(readFileSync(join(out, 'report.md'), 'utf8')).toMatch(/^# Evaluation of market@1\n/)
    expect(readFileSync(join(out, 'report.html'), 'utf8')).toMatch(/^<!doctype html>\n/)
  })
  test('ablation needs a recipe', async () => {
    const { code, err } = await run('evaluate', '--model', 'seen', '--from', '2025-08-28', '--ablation')
    expect(code).toBe(2)
    expect(err).toContain('There is no recipe seen, by which to fit this model without a category: leave --ablation out.')
  })
  test('a book that none has', async () => {
    const { code, out } = await run('evaluate', '--model', 'market', '--min-book', '3', '--json')
    expect(code).toBe(1)
    expect((JSON.parse(out) as { error: { code: string; message: string } }).error).toMatchObject({ code: 'NOT_FOUND', message: expect.stringContaining('No race can be judged: ') })
  })
})

describe('predict', () => {
  test('csv: the columns, a row for everyone that ran, sums of 1, chances of the prices', async () => {
    const { code, out, err } = await run('predict', '--model', 'market', '--from', '2025-08-20', '--to', '2025-08-24', '--format', 'csv')
    expect(code).toBe(0)
    expect(err).toMatch(/SYNTHETIC/)
    expect(out.split('\n')[0]).toBe('date,venue,race_number,runner_number,model,probability')
    const rows = csv(out)
    expect(rows.length).toBe(await one<number>(`SELECT count(*)::int AS it ${RAN} AND m.date BETWEEN '2025-08-20' AND '2025-08-24'`))
    for (const field of byRace(rows).values()) expect(field.reduce((sum, { probability }) => sum + Number(probability), 0)).toBeCloseTo(1, 12)
    const prices = await one<readonly (readonly [string, number])[]>(`SELECT json_agg(json_build_array(m.date || ' ' || v.code || ' ' || r.number || ' ' || n.number, s.starting_price)) AS it FROM results s JOIN runners n ON n.id = s.runner_id JOIN races r ON r.id = s.race_id JOIN meetings m ON m.id = r.meeting_id JOIN venues v ON v.id = m.venue_id
      WHERE r.kind NOT IN ('BARRIER_TRIAL', 'JUMP_OUT') AND m.date BETWEEN '2025-08-20' AND '2025-08-24'`)
    const priceOf = new Map(prices)
    for (const field of byRace(rows).values()) {
      const odds = field.map(({ date, venue, race_number: race, runner_number: runner }) => priceOf.get([date, venue, race, runner].join(' ')) ?? NaN)
      const book = odds.reduce((sum, price) => sum + 1 / price, 0)
      field.forEach(({ probability }, i) => { expect(Number(probability)).toBeCloseTo(1 / (odds[i] as number) / book, 9) })
    }
    expect(new Set(rows.map(({ model }) => model))).toEqual(new Set(['market@1']))
  })
  test('races to come too: nothing is known of them but the card and the prices so far', async () => {
    const { out, err } = await run('predict', '--model', 'market', '--from', '2025-09-01', '--format', 'json')
    const { predictions, synthetic, leftOut } = JSON.parse(out) as { predictions: readonly { date: string; venue: string; race_number: number; probability: number }[]; synthetic: boolean; leftOut: Readonly<Record<string, number>> }
    expect(synthetic).toBe(true)
    const told = byRace(predictions)
    const dates = [...new Set(predictions.map(({ date }) => date))]
    expect(dates.length).toBeGreaterThan(0)
    for (const field of told.values()) expect(field.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 12)
    // Days without betting yet are counted, not dropped in silence.
    expect(Object.keys(leftOut)).toEqual(['not every runner has a price, and the model needs them'])
    expect(err).toContain('left out: not every runner has a price, and the model needs them.')
    const all = await one<number>(`SELECT count(*)::int AS it FROM races r JOIN meetings m ON m.id = r.meeting_id WHERE m.date >= '2025-09-01' AND r.kind NOT IN ('BARRIER_TRIAL', 'JUMP_OUT') AND r.status NOT IN ('ABANDONED', 'VOID')`)
    expect(told.size + Object.values(leftOut).reduce((a, b) => a + b, 0)).toBe(all)
  })
  test('parquet and csv files hold the same; the report is one JSON document', async () => {
    const args = ['predict', '--model', 'market-power', '--from', '2025-08-23', '--to', '2025-08-23'] as const
    const [parquet, text] = [join(folder.path, 'p.parquet'), join(folder.path, 'p.csv')]
    const { out } = await run(...args, '--format', 'parquet', '--out', parquet, '--json')
    expect(JSON.parse(out)).toMatchObject({ model: 'market-power@1', file: parquet, interrupted: false, inSample: false, synthetic: true })
    expect((await run(...args, '--out', text)).out).toBe('')
    const rows = await parquetReadObjects({ file: bytes(parquet) })
    expect(rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)])))).toEqual(csv(readFileSync(text, 'utf8')))
  })
  test('an hour before differs from the off', async () => {
    const args = ['predict', '--model', 'market', '--from', '2025-08-23', '--to', '2025-08-23'] as const
    const [off, early] = [csv((await run(...args)).out), csv((await run(...args, '--as-of', 'off-60m')).out)]
    expect(byRace(early).size).toBe(byRace(off).size)
    expect(early.map(({ probability }) => probability)).not.toEqual(off.map(({ probability }) => probability))
  })
  test('days that were trained on are said', async () => { expect((await run('predict', '--model', 'seen', '--from', '2025-08-23', '--to', '2025-08-23')).err).toContain('IN SAMPLE: seen@1 was trained on some of these days.') })
  test('nothing that could be told leaves no file', async () => {
    const path = join(folder.path, 'none.csv')
    const { code, err } = await run('predict', '--model', 'market', '--from', '2025-08-20', '--to', '2025-08-24', '--as-of', 'off-2880m', '--out', path)
    expect(code).toBe(1)
    expect(err).toContain('No race could be told.')
    expect(readdirSync(folder.path)).toEqual([])
  })
})
