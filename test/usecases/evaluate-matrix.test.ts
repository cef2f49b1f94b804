import type { AnyRule } from '../../src/integration/define'
import { fitPower } from '../../src/models/choice/fit-power'
import type { RaceTable } from '../../src/models/data/race-table'
import { racesOf } from '../../src/models/data/split'
import { LEARNERS, type AnyLearner } from '../../src/models/learners'
import { raceLogLoss, raceSoftmax } from '../../src/models/race-softmax'
import { evaluateMatrix, type MatrixDeps } from '../../src/usecases/evaluate-matrix'
import type { BaseMeasure, MatrixReport, RuleMeasure } from '../../src/usecases/matrix/report'
import { raceTable } from '../support/race-table'
import { cutAtOne, product } from '../support/test-rules'
import { RECIPE } from '../support/training'

const PLANTED = product('planted.one', 'form.winRate10', 'weight.carried')
const OTHER = product('other.one', 'form.winRate10', 'barrier.number')
const NEVER: AnyRule = { ...product('never.speaks', 'form.winRate10', 'barrier.number'), signal: () => 0 }
const PRICED = product('priced.one', 'form.winRate10', 'market.chance')
const RULES = [PLANTED, OTHER, NEVER, PRICED]
/** 60 days of ten races: form and weight work on each other, form and barrier do not. Parts begin every ten days. */
const { table: TABLE } = raceTable({ races: 600, seed: 'matrix', weights: { 'form.winRate10': 0.5, 'weight.carried': -0.3, 'barrier.number': 0 }, bend: (value) => 1.2 * cutAtOne((value('form.winRate10') * value('weight.carried')) / 2), market: 0.5 })

/** What each fit saw last, and a learner that reads what the table has. */
const spied = (seen: string[]): Record<string, AnyLearner> => Object.fromEntries(Object.entries(LEARNERS).map(([name, learner]) => [name, { ...learner, fit: (task, params, run) => { seen.push(`${name} to ${task.train.races.at(-1)?.date ?? ''}`); return learner.fit(task, params, run) } } satisfies AnyLearner]))
const depsOf = (over: Partial<MatrixDeps> = {}): MatrixDeps => ({
  learners: spied([]), recipes: Object.values(RECIPE), rules: RULES, seed: 1, xgboostPath: null, signal: new AbortController().signal, progress: () => undefined, planted: (id) => id === PLANTED.id, confidence: [], ...over,
})
const evaluate = (over: Partial<MatrixDeps> = {}, table: RaceTable = TABLE, names: readonly string[] = ['logit'], days = { from: null as string | null, to: null as string | null }): Promise<MatrixReport> => evaluateMatrix(depsOf(over), table, { over: names, days })
const baseOf = (report: MatrixReport): BaseMeasure => { const [base] = report.bases; if (base === undefined) throw new Error('no base'); return base }
const ruleOf = (report: MatrixReport, id: string): RuleMeasure => { const found = baseOf(report).rules.find(({ rule }) => rule === `${id}@1`); if (found === undefined) throw new Error(`no ${id}`); return found }

describe('a pattern that was planted, one that was not, one that never speaks', () => {
  let report: MatrixReport
  beforeAll(async () => { report = await evaluate() })

  test('the planted one helps, alone and in the whole', () => {
    const planted = ruleOf(report, PLANTED.id)
    expect(planted).toMatchObject({ verdict: 'HELPS', finding: 'FOUND', as: expect.stringMatching(/FITTED|CAPPED/) as string, categories: ['form', 'weight'], share: 1 })
    expect(planted.weight).toBeGreaterThan(0.2)
    expect(planted.alone.high).toBeLessThan(0)
    expect(planted.leftOut?.low).toBeGreaterThan(0)
  })
  test('the other is kept at 0 and adds nothing to the whole', () => { expect(ruleOf(report, OTHER.id)).toMatchObject({ weight: 0, verdict: 'KEPT_AT_ZERO', leftOut: null, finding: 'RIGHTLY_NOT_FOUND' }) })
  test('one that is silent changes nothing', () => {
    const { alone, ...rest } = ruleOf(report, NEVER.id)
    expect(rest).toMatchObject({ share: 0, weight: 0, as: 'TOO_FEW', aloneWeight: 0, aloneZ: 0, leftOut: null })
    expect(Math.abs(alone.difference)).toBeLessThan(1e-9)
  })
  test('a base without prices has no rule with prices', () => { expect(baseOf(report).rules.map(({ rule }) => rule)).not.toContain(`${PRICED.id}@1`) })
  test('parts add up to the whole', () => {
    const { parts, races, logLoss, withRules, whole } = baseOf(report)
    const mean = (of: (part: typeof parts[number]) => number): number => parts.reduce((sum, part) => sum + part.races * of(part), 0) / races
    expect([parts.map((part) => [part.label, part.races, part.weighedRaces]), races]).toEqual([[['part 4 of 6', 100, 200], ['part 5 of 6', 100, 300], ['part 6 of 6', 100, 400]], 300])
    expect([mean((part) => part.logLoss), mean((part) => part.withRules)]).toEqual([expect.closeTo(logLoss, 12), expect.closeTo(withRules, 12)])
    expect(whole.difference).toBeCloseTo(withRules - logLoss, 12)
  })
  test('the pair of categories has what its one rule has', () => {
    const pair = baseOf(report).pairs.find(({ categories }) => [...categories].sort().join() === 'form,weight')
    expect(pair).toEqual({ categories: ['form', 'weight'], rules: [PLANTED.id], alone: ruleOf(report, PLANTED.id).alone, leftOut: ruleOf(report, PLANTED.id).leftOut })
  })
  test('categories are ranked on the part before all that is judged', () => {
    expect(report.hierarchy).toMatchObject({ from: '2020-01-21', to: '2020-01-30', races: 100 })
    expect(report.hierarchy.ranks[0]?.category).toBe('form')
    expect(report.hierarchy.ranks.map(({ category }) => category).sort()).toEqual(['barrier', 'form', 'weight'])
  })
})

test('each part is judged by fits that saw nothing of it or of what came after', async () => {
  const seen: string[] = []
  await evaluate({ learners: spied(seen) })
  expect(seen).toEqual(['2020-01-10', '2020-01-20', '2020-01-30', '2020-02-09', '2020-02-19'].map((date) => `conditional-logit to ${date}`))
})
test('what comes later changes nothing', async () => {
  const before = baseOf(await evaluate({}, TABLE, ['logit'], { from: '2020-01-31', to: '2020-02-09' }))
  const turned = { ...TABLE.targets, win: TABLE.targets.win.map((won, row) => (row < (TABLE.raceStart[400] as number) ? won : Number(TABLE.raceStart.includes(row)))) }
  expect(baseOf(await evaluate({}, { ...TABLE, targets: turned }, ['logit'], { from: '2020-01-31', to: '2020-02-09' }))).toEqual(before)
})
test('the order of rules changes nothing', async () => {
  const [one, other] = [await evaluate(), await evaluate({ rules: RULES.toReversed() })]
  expect(baseOf(other).whole).toEqual(baseOf(one).whole)
  for (const { rule } of baseOf(one).rules) expect(ruleOf(other, rule.slice(0, -2))).toEqual(ruleOf(one, rule.slice(0, -2)))
})
test('the loss of a base is that of the market at the power that earlier parts tell', async () => {
  const judged = { from: '2020-02-20', to: '2020-02-29' }
  const logs = (table: RaceTable): Float64Array => (table.columns.get('market.chance') as Float64Array).map(Math.log)
  const [past, next] = [racesOf(TABLE, { from: '2020-01-11', to: '2020-02-19' }), racesOf(TABLE, judged)]
  const base = baseOf(await evaluate({}, TABLE, ['market'], judged))
  const power = fitPower(logs(past), past)
  expect(base.usesPrices).toBe(true)
  expect(base.rules.map(({ rule }) => rule)).toContain(`${PRICED.id}@1`)
  // The learner's own power differs from part to part by little; the one fitted here makes up for its mean.
  expect(base.logLoss).toBeCloseTo(raceLogLoss(raceSoftmax(logs(next).map((log) => power * log), next.raceStart), next.targets.win, next.raceStart), 2)
})

describe('refusals', () => {
  test.each([
    [['pool'], 'is made of other models'], [['nobody'], 'There is no recipe "nobody"'],
  ])('%j', async (names, message) => { await expect(evaluate({}, TABLE, names)).rejects.toThrow(message) })
  test('a base with prices where there are none', async () => {
    const none = { ...TABLE, columns: new Map([...TABLE.columns].map(([name, values]) => [name, name === 'market.chance' ? values.map(() => NaN) : values])) }
    await expect(evaluate({}, none, ['market'])).rejects.toThrow('market has no chances of any race from 2020-01-31 to 2020-02-29')
  })
  test('a rule whose feature was not computed', async () => { await expect(evaluate({ rules: [product('no.such', 'speed.mean3', 'form.winRate10')] })).rejects.toThrow('feature speed.mean3 is needed and was not computed') })
  test('an interruption', async () => {
    const stop = new AbortController()
    await expect(evaluate({ signal: stop.signal, progress: (done) => { if (done > 100) stop.abort() } })).rejects.toThrow('the fit was aborted')
  })
})
test('the share of the work that is done never falls and comes to its end; real races are not held against what was planted', async () => {
  const shares: number[] = []
  const real = { ...TABLE, races: TABLE.races.map((race) => ({ ...race, source: 'HKJC' as const })) }
  const report = await evaluate({ progress: (done, total) => { shares.push(done / total) } }, real)
  expect(shares).toEqual(shares.toSorted((a, b) => a - b))
  expect(shares.at(-1)).toBeCloseTo(1, 6)
  expect(baseOf(report).rules.map(({ finding }) => finding)).toEqual([null, null, null])
})
