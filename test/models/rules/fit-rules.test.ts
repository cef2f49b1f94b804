import type { FeatureName } from '../../../src/features/registry'
import { rule, type AnyRule } from '../../../src/integration/define'
import { fitRules, ruleFitFor, RULE_FIT, type WeighTask } from '../../../src/models/rules/fit-rules'
import { takeRaces } from '../../../src/models/data/race-table'
import { FitStopped } from '../../../src/models/model'
import { raceTable } from '../../support/race-table'
import { cutAtOne, product } from '../../support/test-rules'

const weights = { 'barrier.number': 0.3, 'weight.carried': -0.5, 'form.winRate10': 0.6, 'distance.metres': 0, 'jockey.winRateAtVenue': 0.2 } as const
const planted = product('barrier-weight.planted', 'barrier.number', 'weight.carried')
const against = product('form-distance.planted', 'form.winRate10', 'distance.metres')
const absent = [product('barrier-form.absent', 'barrier.number', 'form.winRate10'), product('weight-distance.absent', 'weight.carried', 'distance.metres'), product('jockey-weight.absent', 'jockey.winRateAtVenue', 'weight.carried'), product('jockey-form.absent', 'jockey.winRateAtVenue', 'form.winRate10')]
const RULES = [planted, against, ...absent]
const { table } = raceTable({ races: 1_500, weights, bend: (value) => 0.3 * cutAtOne((value('barrier.number') * value('weight.carried')) / 2) - 0.2 * cutAtOne((value('form.winRate10') * value('distance.metres')) / 2), seed: 'planted' })
/** What is true but for the rules, at 1 / 0.8 of its power. */
const baseOf = ({ columns, runnerIds }: typeof table): Float64Array => Float64Array.from(runnerIds, (_, row) => Object.entries(weights).reduce((sum, [name, weight]) => sum + weight * (columns.get(name as FeatureName)?.[row] ?? 0), 0) / 0.8)
const scores = baseOf(table)
const run = { signal: new AbortController().signal, progress: () => undefined }
const task = (over: Partial<WeighTask> = {}): WeighTask => ({ table, scores, priced: false, hierarchy: [], ...over })
const found = fitRules(RULES, task(), run)
const weightOf = async (one: AnyRule, fitted = found) => (await fitted).rules.find((weight) => weight.rule === `${one.id}@1`)

test('planted rules come out with their sign and size, the power as well', async () => {
  for (const [one, truth] of [[planted, 0.3], [against, -0.2]] as const) {
    const weight = await weightOf(one)
    expect(weight?.as).toBe('FITTED')
    expect(Math.abs((weight?.weight ?? 0) - truth)).toBeLessThan(3 * (weight?.standardError ?? 0))
    expect(weight?.standardError).toBeLessThan(0.1)
  }
  expect(Math.abs((await found).power - 0.8)).toBeLessThan(0.1)
})
test('what was not planted is kept at 0 and says so, with what it would have weighed', async () => {
  for (const one of absent) {
    const weight = await weightOf(one)
    expect(weight).toMatchObject({ weight: 0, as: 'NOT_DISTINGUISHABLE', ablation: null })
    expect(weight?.fitted).not.toBe(0)
    expect(Math.abs(weight?.fitted ?? NaN)).toBeLessThan(3 * (weight?.standardError ?? 0))
  }
})
test('it says on what: races and runners that a rule speaks of, by hand, and days', async () => {
  const [first, runners] = [table.raceStart, table.runnerIds.length]
  expect(await weightOf(planted)).toMatchObject({ races: first.length - 1, runners })
  expect((await found).weighedOn).toEqual({ from: '2020-01-01', to: table.races.at(-1)?.date, races: 1_500 })
  // A rule that speaks of barriers beyond 2 alone.
  const rare = rule({ id: 'barrier-weight.rare', version: 1, title: '', because: '', categories: ['barrier', 'weight'], reads: ['barrier.number'], silent: null, directness: 'own', sample: null, signal: (x) => Number(x['barrier.number'] > 2), say: () => '' })
  const column = table.columns.get('barrier.number') as Float64Array
  const spoken = [...column.keys()].filter((row) => (column[row] as number) > 2)
  const { rules: [weight] } = await fitRules([rare], task(), run)
  expect(weight).toMatchObject({ runners: spoken.length, races: new Set(spoken.map((row) => first.findLastIndex((start) => start <= row))).size })
})
test('the order of rules changes nothing', async () => {
  expect(await fitRules([...RULES].reverse(), task(), run)).toEqual(await found)
})
test('half of what is learned are the chances by the starting prices, which are nearer to the truth', async () => {
  const { table: few } = raceTable({ races: 300, weights, bend: (value) => 0.3 * cutAtOne((value('barrier.number') * value('weight.carried')) / 2), seed: 'labels', market: 0.01 })
  const missed = async (marketLabel: number): Promise<number> => {
    const { rules } = await fitRules([planted, ...absent], task({ table: few, scores: baseOf(few) }), run, { ...RULE_FIT, marketLabel })
    return rules.reduce((sum, { rule: id, fitted }) => sum + (fitted - (id === `${planted.id}@1` ? 0.3 : 0)) ** 2, 0)
  }
  expect(await missed(1)).toBeLessThan(0.1 * (await missed(0)))
  expect(await missed(0.5)).toBeLessThan(0.5 * (await missed(0)))
})
test('an invented world is weighed by its results alone, and so is what stands on prices, which is drawn to 0 more', () => {
  const of = (source: 'HKJC' | 'SYNTHETIC') => ({ races: [{ ...(table.races[0] as (typeof table.races)[number]), source }] })
  expect(ruleFitFor(of('HKJC'), false)).toEqual(RULE_FIT)
  expect(ruleFitFor(of('SYNTHETIC'), false)).toEqual({ ...RULE_FIT, marketLabel: 0 })
  expect(ruleFitFor(of('HKJC'), true)).toMatchObject({ marketLabel: 0 })
  expect(ruleFitFor(of('HKJC'), true).ridge).toBeGreaterThan(RULE_FIT.ridge)
})
test('beyond the cap: held there, and the others weighed anew beside it', async () => {
  const { rules } = await fitRules(RULES, task(), run, { ...RULE_FIT, cap: 0.1 })
  const [one, other] = [planted, against].map(({ id }) => rules.find((weight) => weight.rule === `${id}@1`))
  expect([one, other]).toMatchObject([{ weight: 0.1, as: 'CAPPED', fitted: (await weightOf(planted))?.fitted }, { weight: -0.1, as: 'CAPPED' }])
  for (const { weight } of rules) expect(Math.abs(weight)).toBeLessThanOrEqual(0.1)
  const free = await fitRules([planted, against], task(), run)
  const of = ({ rules: all }: typeof free, id: string) => all.find((weight) => weight.rule === `${id}@1`)
  const sizes = [planted, against].map(({ id }) => ({ id, size: Math.abs(of(free, id)?.weight ?? 0) })).sort((a, b) => b.size - a.size)
  const between = ((sizes[0]?.size ?? 0) + (sizes[1]?.size ?? 0)) / 2
  const half = await fitRules([planted, against], task(), run, { ...RULE_FIT, cap: between })
  const [large, small] = sizes.map(({ id }) => of(half, id))
  expect([Math.abs(large?.weight ?? 0), large?.as, small?.as]).toEqual([between, 'CAPPED', 'FITTED'])
  expect(small?.weight).not.toBe(of(free, sizes[1]?.id ?? '')?.weight)
})
test('too few races to be weighed: 0, whatever it would have weighed', async () => {
  const { rules } = await fitRules(RULES, task(), run, { ...RULE_FIT, enoughRaces: 1_501 })
  for (const weight of rules) expect(weight).toMatchObject({ weight: 0, as: 'TOO_FEW' })
})
test('races without scores decide nothing', async () => {
  const some = takeRaces(table, Array.from({ length: 1_000 }, (_, r) => r))
  const blank = scores.map((score, row) => (row < (table.raceStart[1_000] as number) ? score : NaN))
  const [whole, part] = [await fitRules(RULES, task({ table: some, scores: baseOf(some) }), run), await fitRules(RULES, task({ scores: blank }), run)]
  expect(part).toEqual(whole)
  expect(part.weighedOn.races).toBe(1_000)
})
test('no race, no rule', async () => {
  expect(await fitRules(RULES, task({ scores: new Float64Array(scores.length).fill(NaN) }), run)).toMatchObject({ power: 1, damping: 0, weighedOn: { races: 0 }, rules: RULES.map(() => ({ weight: 0, as: 'TOO_FEW' })) })
  expect((await fitRules([], task(), run)).rules).toEqual([])
})
test('a column that is not there, one that is the same for a whole race: 0', async () => {
  const same = rule({ id: 'a.same', version: 1, title: '', because: '', categories: ['barrier', 'weight'], reads: ['barrier.number'], silent: null, directness: 'own', sample: null, signal: () => 1, say: () => '' })
  const { rules } = await fitRules([same, product('b.missing', 'gear.blinkersEdge', 'weight.carried')], task(), run)
  expect(rules).toMatchObject([{ weight: 0, as: 'NOT_DISTINGUISHABLE', fitted: expect.closeTo(0, 12) as number }, { weight: 0, as: 'TOO_FEW', races: 0, standardError: expect.closeTo(1 / Math.sqrt(10), 6) as number }])
})
test('damping: some where one side of contradictions is worth nothing, none where both are', async () => {
  // The second rule counts only where the first does not speak against it: with directness of prices it has the less evidence.
  const opposed = { ...planted, directness: 'own' as const }
  const weaker = { ...against, directness: 'relatives' as const }
  const signal = (a: FeatureName, b: FeatureName) => (value: (name: FeatureName) => number): number => cutAtOne((value(a) * value(b)) / 2)
  const [first, second] = [signal('barrier.number', 'weight.carried'), signal('form.winRate10', 'distance.metres')]
  const torn = raceTable({ races: 3_000, weights, bend: (value) => { const [one, other] = [first(value), second(value)]; return 0.35 * one + (one * other < 0 ? 0 : 0.35 * other) }, seed: 'torn' }).table
  const { damping, rules } = await fitRules([opposed, weaker], { table: torn, scores: baseOf(torn).map((score) => 0.8 * score), priced: false, hierarchy: [] }, run)
  expect(rules.every(({ weight }) => weight > 0)).toBe(true)
  expect(damping).toBeGreaterThan(0)
  expect((await found).damping).toBe(0)
})
test('interrupted: nothing', async () => { await expect(fitRules(RULES, task(), { ...run, signal: AbortSignal.abort() })).rejects.toThrow(FitStopped) })
