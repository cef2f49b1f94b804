import { confidenceBins } from '../../../src/models/confidence/confidence-bins'
import { confidenceOf } from '../../../src/models/confidence/confidence-of'
import { crossFittedConfidence, fitConfidence, type ConfidenceTask } from '../../../src/models/confidence/fit-confidence'
import { CONFIDENCE_JSON, readConfidence, toConfidenceJson } from '../../../src/models/confidence/fitted'
import { takeRaces, type RaceTable } from '../../../src/models/data/race-table'
import { raceLosses } from '../../../src/models/race-softmax'
import { raceTable } from '../../support/race-table'

const { table, chances } = raceTable({ races: 900, field: (r) => 3 + (r % 10), weights: { 'form.winRate10': 1, 'weight.carried': 0.5 }, missing: 0.1, market: 0.3 })
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i)
const part = (from: number, to: number): { readonly races: RaceTable; readonly said: ConfidenceTask['said'] } =>
  ({ races: takeRaces(table, range(from, to)), said: { chances: chances.slice(table.raceStart[from], table.raceStart[to]), members: [], rules: null } })
const [validate, test] = [part(0, 500), part(500, 900)]
const TASK: ConfidenceTask = { features: ['form.winRate10', 'weight.carried'], train: table, validate: validate.races, said: validate.said }

describe('fitting a confidence', () => {
  const fitted = fitConfidence(TASK)
  if (fitted === null) throw new Error('there are enough races')

  it('keeps between which values 99% of the training rows lie', () => {
    const sorted = (table.columns.get('weight.carried') as Float64Array).filter((value) => !Number.isNaN(value)).sort()
    const outside = (low: number, high: number): number => sorted.filter((value) => value < low || value > high).length / sorted.length
    const own = fitted.ranges.find(({ name }) => name === 'weight.carried')
    expect(outside(own?.low ?? NaN, own?.high ?? NaN)).toBeCloseTo(0.01, 2)
  })
  it('has no range for a feature that no training row had', () => {
    const none = new Map([...table.columns, ['weight.carried', new Float64Array(table.runnerIds.length).fill(NaN)] as const])
    expect(fitConfidence({ ...TASK, train: { columns: none } })?.ranges.map(({ name }) => name)).toEqual(['form.winRate10'])
  })
  it('gives no part a weight below 0, and none to what cannot be told', () => {
    for (const scale of [fitted.withMarket, fitted.withoutMarket]) for (const { weight } of Object.values(scale?.parts ?? {})) expect(weight).toBeGreaterThanOrEqual(0)
    expect(Object.keys(fitted.withoutMarket.parts).sort()).toEqual(['completeness', 'familiarity', 'trackRecord'])
    expect(Object.keys(fitted.withMarket?.parts ?? {}).sort()).toEqual(['agreementWithMarket', 'completeness', 'familiarity', 'trackRecord'])
  })
  it('goes by what told losses: chances that are true know themselves what they lose', () => {
    expect(fitted.withoutMarket.parts.trackRecord?.weight).toBeGreaterThan(1)
  })
  it('ranks the races that it was fitted on evenly', () => {
    const values = confidenceOf(validate.races, validate.said, { ...fitted, withMarket: null }).races.map(({ value }) => value)
    for (const level of [0.2, 0.4, 0.6, 0.8]) expect(values.filter((value) => value <= level).length / values.length).toBeCloseTo(level, 1)
  })
  it('means something on races that it was not fitted on: less is lost in each bin than in the one before', () => {
    const values = confidenceOf(test.races, test.said, fitted).races.map(({ value }) => value)
    const bins = confidenceBins(values, raceLosses(test.said.chances, test.races.targets.win, test.races.raceStart), range(0, 400).map((r) => (test.races.raceStart[r + 1] as number) - (test.races.raceStart[r] as number)))
    expect(bins.reduce((sum, { races }) => sum + races, 0)).toBe(400)
    bins.forEach(({ logLoss }, i) => { if (i > 0) expect(logLoss).toBeLessThan(bins[i - 1]?.logLoss ?? NaN) })
  })
  it('weighs a part that tells losses when chances do not', () => {
    // All chances alike in fields of 8, and members that differ where the race is lost: the loss is ln 8 with all known, and more where they do not agree.
    const even = raceTable({ races: 200, field: () => 8, weights: { 'form.winRate10': 0 }, seed: 'even' }).table
    const rows = even.runnerIds.length
    const win = even.targets.win
    const said = { chances: new Float64Array(rows), members: [new Float64Array(rows), new Float64Array(rows)], rules: null }
    for (let r = 0; r < 200; r++) for (let row = 8 * r; row < 8 * r + 8; row++) {
      const good = r % 2 === 0
      said.chances[row] = win[row] === 1 ? (good ? 0.3 : 0.1) : (1 - (good ? 0.3 : 0.1)) / 7
      said.members.forEach((member, m) => { member[row] = good ? 0.125 : row % 8 === m ? 0.65 : 0.05 })
    }
    const { withMarket, withoutMarket } = fitConfidence({ features: ['form.winRate10'], train: even, validate: even, said }) ?? {}
    expect(withMarket).toBeNull()
    expect(withoutMarket?.parts.agreementOfModels?.weight).toBeGreaterThan(0.5)
  })
  it('does not believe a record that a race was itself a part of', () => {
    // Two even runners, or three whose chances expect the same loss, ln 2, so that only the record tells them apart. Of three the favourite wins, but for the first fifth of the
    // races: all together they lose less than two runners do, and what others lost tells the wrong way every time.
    const entropy = (top: number): number => -top * Math.log(top) - (1 - top) * Math.log((1 - top) / 2)
    let [low, high] = [0.5, 0.99]
    for (let i = 0; i < 60; i++) { const middle = (low + high) / 2; if (entropy(middle) > Math.LN2) low = middle; else high = middle }
    const { table: races } = raceTable({ races: 200, field: (r) => 2 + (r % 2), weights: { 'form.winRate10': 0 } })
    const said = { chances: new Float64Array(races.runnerIds.length), members: [], rules: null }
    const win = new Float64Array(races.runnerIds.length)
    for (let r = 0; r < 200; r++) {
      const from = races.raceStart[r] as number
      said.chances.set(r % 2 === 0 ? [0.5, 0.5] : [low, (1 - low) / 2, (1 - low) / 2], from)
      win[from + (r < 40 ? 1 : 0)] = 1
    }
    const told = fitConfidence({ features: [], train: races, validate: { ...races, targets: { ...races.targets, win } }, said })
    expect(told?.record.excess.at(-1)).toBeLessThan(told?.record.excess[0] ?? NaN)
    expect(told?.withoutMarket.parts.trackRecord?.weight).toBe(0)
  })
  it('a race with prices goes by the market too, one without does not', () => {
    const without = { ...test.races, columns: new Map([...test.races.columns].filter(([name]) => name !== 'market.chance')) }
    const changed = { ...fitted, withMarket: { parts: {}, quantiles: [1, 2] }, withoutMarket: { parts: {}, quantiles: [-2, -1] } }
    expect(new Set(confidenceOf(test.races, test.said, changed).races.map(({ value }) => value))).toEqual(new Set([0]))
    expect(new Set(confidenceOf(without, test.said, changed).races.map(({ value }) => value))).toEqual(new Set([1]))
  })
  it('gives runners a confidence of their own by the same scale', () => {
    const { races, runners } = confidenceOf(test.races, test.said, fitted)
    expect(runners).toHaveLength(test.said.chances.length)
    for (const { value } of [...races, ...runners]) { expect(value).toBeGreaterThanOrEqual(0); expect(value).toBeLessThanOrEqual(1) }
    expect(runners[0]?.parts.trackRecord).toBe(races[0]?.parts.trackRecord)
  })
  it.each([[49, true], [50, false]])('of %d races: none is %s', (count, none) => {
    const few = part(0, count)
    expect(fitConfidence({ ...TASK, validate: few.races, said: few.said }) === null).toBe(none)
  })
  it('leaves races without chances out', () => {
    const silent = validate.said.chances.slice()
    silent.fill(NaN, 0, validate.races.raceStart[455])
    expect(fitConfidence({ ...TASK, said: { ...validate.said, chances: silent } })).toBeNull()
  })
})

describe('cross-fitting', () => {
  it('tells of each race by what others lost', () => {
    const before = crossFittedConfidence(TASK)
    expect(before.every((value) => value >= 0 && value <= 1)).toBe(true)
    // Other winners in the first block move the confidence in other blocks and not its own.
    const win = validate.races.targets.win.slice()
    for (let r = 0; r < 100; r++) win.subarray(validate.races.raceStart[r], validate.races.raceStart[r + 1]).reverse()
    const after = crossFittedConfidence({ ...TASK, validate: { ...validate.races, targets: { ...validate.races.targets, win } } })
    expect([...after.subarray(0, 100)]).toEqual([...before.subarray(0, 100)])
    expect([...after.subarray(100)]).not.toEqual([...before.subarray(100)])
  })
  it('says nothing with too few races', () => {
    const few = part(0, 60)
    expect([...crossFittedConfidence({ ...TASK, validate: few.races, said: few.said })].every(Number.isNaN)).toBe(true)
  })
})

describe('confidence.json', () => {
  const fitted = fitConfidence(TASK)
  it('reads back as it was written', () => {
    if (fitted === null) throw new Error('there are enough races')
    expect(readConfidence(new Map([[CONFIDENCE_JSON, toConfidenceJson(fitted)]]))).toEqual(fitted)
  })
  it.each([
    ['absent', new Map()],
    ['no JSON', new Map([[CONFIDENCE_JSON, new TextEncoder().encode('{')]])],
    ['of another shape', new Map([[CONFIDENCE_JSON, new TextEncoder().encode('{"ranges":[]}')]])],
    ['with a kind of race too many', new Map([[CONFIDENCE_JSON, new TextEncoder().encode(JSON.stringify({ ...fitted, record: { fieldEdges: [], chanceEdges: [], excess: [0, 0] } }))]])],
    ['with a weight below 0', new Map([[CONFIDENCE_JSON, new TextEncoder().encode(JSON.stringify({ ...fitted, withMarket: { parts: { completeness: { weight: -1, mean: 0 } }, quantiles: [0, 1] } }))]])],
  ])('%s: none', (_, files) => { expect(readConfidence(files)).toBeNull() })
})
