import { parse, validate, type OperationDefinitionNode } from 'graphql'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { defaultDocumentLimits } from '../../../src/graphql/limits/document-limits'
import { createOperationFacts } from '../../../src/graphql/limits/operation-facts'
import { toGlobalId } from '../../../src/graphql/node/global-id'
import { buildGraph } from '../../../src/graphql/schema'
import type { FittedConfidence } from '../../../src/models/confidence/fitted'
import type { TestDatabase } from '../../support/database'
import { openGraph, type Graph } from '../../support/graph'
import { graphDatabase } from '../../support/graph-fixture'
import { drawModel, graphModels, loadedModel, memoryLedger, modelsOf, ruledModel, weightedModel, type Passes } from '../../support/graph-models'
import { graphServices } from '../../support/graph-services'

const CARD = 'meeting(date: "2023-04-23", venue: "ST")'
const explained = (args: string, fields: string): string => `{ ${CARD} { races { runners { nodes { number explanation${args} { __typename ... on Explanation { ${fields} } ... on NoPrediction { reason message } } } } } } }`
let database: TestDatabase
let graph: Graph
beforeAll(async () => { database = await graphDatabase(); graph = await openGraph(database.pool) })
afterAll(() => database.close())
const runnersOf = async (one: Graph, args: string, fields: string): Promise<any[]> => (await one.ask(explained(args, fields))).meeting.races[0].runners.nodes // eslint-disable-line @typescript-eslint/no-explicit-any -- whatever was asked for

test.each([
  ['top: 0', 'top is 0; ask for 1 to 100'], ['top: -1', 'top is -1'], ['top: 101', 'top is 101'], ['locale: "xx"', 'no sentences in locale "xx"; ask for en'], ['locale: ""', 'no sentences in locale ""'],
  ['asOf: "2027-01-01T00:00:00Z"', 'still to come'], [`model: "${'x'.repeat(101)}"`, 'model'],
])('explanation(%s) is refused', async (args, why) => {
  expect(await graph.refusal(explained(`(${args})`, 'others'))).toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining(why) as string })
})
test.each([[0], [21]])('counterfactuals(first: %i) is refused', async (first) => {
  expect(await graph.refusal(explained('', `counterfactuals(first: ${first}) { kind }`))).toMatchObject({ code: 'BAD_USER_INPUT', message: `counterfactuals: first is ${first}; ask for 1 to 20.` })
})
test.each([
  ['a model that nobody knows', '(model: "nobody")', 'NO_MODEL'], ['a model that cannot be used', '(model: "broken")', 'MODEL_UNUSABLE'], ['a model that cannot say', '(model: "silent")', 'NO_CONTRIBUTIONS'],
])('%s is no error', async (_name, args, reason) => {
  expect((await runnersOf(graph, args, 'others')).map(({ explanation }) => explanation.reason)).toEqual([reason, reason, reason])
})

describe('what is told', () => {
  const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)
  test.each([['ruled', 1], ['ruled', 2], ['ruled', 100], ['draw', 8]] as const)('sums by %s with the top %i', async (model, top) => {
    const runners = await runnersOf(graph, `(model: "${model}", top: ${top})`, 'probability baselineProbability logOdds contributions { effect chanceFactor } others')
    expect(sum(runners.map(({ explanation }) => explanation.probability))).toBeCloseTo(1, 12)
    for (const { explanation: { probability, baselineProbability, logOdds, contributions, others } } of runners) {
      expect(contributions.length).toBeLessThanOrEqual(top)
      expect(sum(contributions.map(({ effect }: { effect: number }) => effect)) + others).toBeCloseTo(logOdds, 12)
      expect(baselineProbability * Math.exp(logOdds)).toBeCloseTo(probability, 12)
      for (const { effect, chanceFactor } of contributions) expect(chanceFactor).toBeCloseTo(Math.exp(effect), 12)
    }
  })
  // Drawn 1, 2, 3 of 3 over 1,200 m: features add ln 2, 0, -ln 2. Signals 0.75, 0, -0.75 at a weight of 0.3 and a trust of a half; a third of its signal for number 3 at 0.35.
  test('features and rules, worked by hand', async () => {
    const over = (0.35 / 3) * 0.5
    const runners = await runnersOf(graph, '(model: "ruled")', 'contributions { kind feature { path } rule { id } effect } categories { category effect }')
    const effects = runners.map(({ explanation }) => Object.fromEntries(explanation.contributions.map((one: { feature: { path: string } | null; rule: { id: string } | null; effect: number }) => [one.feature?.path ?? one.rule?.id, Number(one.effect.toFixed(9))])))
    const nats = (value: number): number => Number(value.toFixed(9))
    expect(effects).toEqual([
      { 'barrier.number': nats(Math.LN2), 'barrier-distance.shortRun': nats(0.1125), 'barrier-style.crossesOver': nats(-over / 3) },
      { 'barrier-style.crossesOver': nats(-over / 3) },
      { 'barrier.number': nats(-Math.LN2), 'barrier-distance.shortRun': nats(-0.1125), 'barrier-style.crossesOver': nats((2 * over) / 3) },
    ])
    expect(runners.map(({ explanation }) => explanation.categories.map(({ category, effect }: { category: string; effect: number }) => [category, nats(effect)]))).toEqual([[['BARRIER', nats(Math.LN2)]], [['BARRIER', 0]], [['BARRIER', nats(-Math.LN2)]]])
  })
  test('a runner that was scratched later on', async () => {
    const fifth = async (asOf: string): Promise<unknown> => (await graph.ask(`{ meeting(date: "2023-04-02", venue: "ST") { races { runners { nodes { explanation(asOf: "${asOf}") { __typename ... on NoPrediction { reason } } } } } } }`)).meeting.races[0].runners.nodes[4].explanation
    expect(await fifth('2023-04-02T03:00:00Z')).toEqual({ __typename: 'Explanation' })
    expect(await fifth('2023-04-02T04:30:00Z')).toEqual({ __typename: 'NoPrediction', reason: 'NOT_STARTING' })
  })
  test('confidence of a runner and of a race, its parts, the weakest of them', async () => {
    // Quantiles 0 and 1 of a promise of weight 1 over a mean of 0: the value is completeness itself, here 1.
    const confidence: FittedConfidence = { ranges: [{ name: 'barrier.number', low: 1, high: 14 }], record: { fieldEdges: [], chanceEdges: [], excess: [0] }, withMarket: null, withoutMarket: { parts: { completeness: { weight: 1, mean: 0 } }, quantiles: [0, 1] }, fittedOn: { from: '2022-01-01', to: '2022-12-31', races: 10 } }
    const sure = await openGraph(database.pool, { ...graphServices(), models: modelsOf([{ ...drawModel(), confidence }], { champion: 'draw' }) })
    const told = 'confidence { value parts { name value } weakest { name value } sentence }'
    const { meeting: { races: [race] } } = await sure.ask(`{ ${CARD} { races { predictions { ... on RacePrediction { ${told} predictions { ${told} } } } runners { nodes { explanation { ... on Explanation { ${told} } } } } } } }`)
    const all = [race.predictions.confidence, ...race.predictions.predictions.map((one: { confidence: unknown }) => one.confidence), ...race.runners.nodes.map(({ explanation }: { explanation: { confidence: unknown } }) => explanation.confidence)]
    expect(all).toHaveLength(7)
    for (const one of all) {
      expect(one.value).toBe(1)
      expect(one.parts.map(({ name }: { name: string }) => name)).toEqual(['COMPLETENESS', 'AGREEMENT_OF_MODELS', 'AGREEMENT_OF_RULES', 'FAMILIARITY', 'AGREEMENT_WITH_MARKET', 'TRACK_RECORD'])
      expect(one.parts[4].value).toBeNull()
      expect(one.weakest.value).toBe(Math.min(...one.parts.flatMap(({ value }: { value: number | null }) => value ?? [])))
    }
  })
})

describe('what it costs', () => {
  test('races are read together and pass through a model once, however many runners and aliases ask', async () => {
    const passes: Passes = { races: [] }
    const counting = await openGraph(database.pool, { ...graphServices(), models: modelsOf([ruledModel(passes)], { champion: 'ruled' }) })
    const asked = (first: number): string => `{ races(first: ${first}) { nodes { a: runners { nodes { explanation { ... on Explanation { others rules { effect } } } } } b: runners { nodes { explanation(model: "ruled", top: 1) { ... on Explanation { sentence } } prediction { ... on Prediction { probability } } } } integrationMatrix { ... on IntegrationMatrix { strengths } } } } }`
    await counting.ask(asked(1))
    const one = counting.statements.length
    passes.races.length = 0
    await counting.ask(asked(10))
    expect(counting.statements).toHaveLength(one)
    expect(passes.races).toHaveLength(1)
    expect(passes.races[0]).toBeGreaterThan(2)
  })
  test('counterfactuals are computed only where they are selected', async () => {
    const passes: Passes = { races: [] }
    const counting = await openGraph(database.pool, { ...graphServices(), models: modelsOf([drawModel(passes)], { champion: 'draw' }) })
    await counting.ask(explained('', 'others'))
    expect(passes.races).toEqual([1])
    await counting.ask(explained('', 'others counterfactuals { kind }'))
    // The card as it is, and once more with all cards that are otherwise: one pass for the three runners.
    expect(passes.races).toEqual([1, 1, expect.any(Number)])
    expect(passes.races[2]).toBeGreaterThan(3)
  })
  const costOf = (source: string): number => {
    const document = parse(source)
    expect(validate(schema, document)).toEqual([])
    return createOperationFacts(schema, defaultDocumentLimits)(document, document.definitions.find((one): one is OperationDefinitionNode => one.kind === 'OperationDefinition') as OperationDefinitionNode).cost({})
  }
  const schema = buildGraph()
  test('the top reasons of a card are far below the limit; its counterfactuals are above it', () => {
    // Ten races of 14 runners, 20 parts each.
    expect(costOf(readFileSync(resolve(__dirname, '../../../examples/operations/top-reasons.graphql'), 'utf8'))).toBeLessThan(defaultDocumentLimits.maxCost / 10)
    expect(() => costOf(explained('', 'counterfactuals { kind }'))).toThrow('the limit is 50000')
    expect(costOf('{ race(id: "x") { runners { nodes { explanation { ... on Explanation { counterfactuals { kind } } } } } } }')).toBeLessThan(defaultDocumentLimits.maxCost)
  })
})

test('an explanation before the off gives a prediction, and is recorded as one, once; what would be under other circumstances is not', async () => {
  const ledger = memoryLedger()
  const recording = await openGraph(database.pool, { ...graphServices(), ledger: () => ledger })
  const ask = (args: string): Promise<unknown> => recording.ask(`{ nextToJump(first: 1) { runners { nodes { explanation${args} { ... on Explanation { probability counterfactuals { probability } } } } } } }`)
  await ask('(asOf: "2026-11-21T00:00:00Z")')
  expect(ledger.served).toEqual([])
  await ask('')
  expect(ledger.served.map(({ model, chances }) => [model, [...chances].map((chance) => chance.toFixed(9))])).toEqual([[{ name: 'draw', version: 1 }, ['0.666666667', '0.333333333']]])
})

test('what goes wrong in an explanation is told in its place and in the log; the rest of the card stands', async () => {
  const { model, ...rest } = loadedModel('odd', weightedModel({ 'barrier.number': 1 }))
  const warned: string[] = []
  const odd = { ...rest, model: { ...model, contributions: () => { throw new TypeError('boom') } } }
  const failing = await openGraph(database.pool, { ...graphServices(), models: modelsOf([odd], { champion: 'odd' }), warn: (problem) => { warned.push(problem) } })
  const runners = await runnersOf(failing, '', 'others')
  expect(runners.map(({ number, explanation }) => [number, explanation.reason])).toEqual([[1, 'MODEL_UNUSABLE'], [2, 'MODEL_UNUSABLE'], [3, 'MODEL_UNUSABLE']])
  expect(JSON.stringify(runners)).not.toContain('boom')
  expect(warned).toEqual(['explaining the chances of model odd@1 failed'])
})

describe('the matrix of a race', () => {
  const matrix = (args: string): string => `{ ${CARD} { races { integrationMatrix${args} { __typename ... on IntegrationMatrix { categories strengths directions cells(nonZero: false) { row column strength direction } runner { number } } ... on NoPrediction { reason } } } } }`
  test('is a table of 21 by 21 numbers, symmetric, the same as its cells', async () => {
    const { categories, strengths, directions, cells } = (await graph.ask(matrix('(model: "ruled")'))).meeting.races[0].integrationMatrix
    expect([categories.length, strengths.length, directions.length, cells.length]).toEqual([21, 21, 21, 441])
    strengths.forEach((row: number[], i: number) => { row.forEach((strength, j) => { expect([strength, directions[i][j]]).toEqual([strengths[j][i], directions[j][i]]); expect(cells[21 * i + j]).toEqual({ row: categories[i], column: categories[j], strength, direction: directions[i][j] }) }) })
    // Shares of 0.75, 0 and 0.75 at a weight of 0.3, before trust.
    expect(strengths[categories.indexOf('BARRIER')][categories.indexOf('DISTANCE')]).toBeCloseTo(0.15, 12)
  })
  test.each([['a model without rules', '(model: "champion")', 'NO_RULES'], ['a model that cannot say', '(model: "silent")', 'NO_CONTRIBUTIONS'], ['a model that nobody knows', '(model: "nobody")', 'NO_MODEL'], ['a runner of another race', `(model: "ruled", runner: "${toGlobalId('Runner', 99_999)}")`, 'NOT_STARTING']])('%s is no error', async (_name, args, reason) => {
    expect((await graph.ask(matrix(args))).meeting.races[0].integrationMatrix).toEqual({ __typename: 'NoPrediction', reason })
  })
  test('without a name the champion\'s, or where it has no rules that of the newest model that has some', async () => {
    const [unnamed, named] = [await graph.ask(matrix('')), await graph.ask(matrix('(model: "ruled")'))]
    expect(unnamed.meeting.races[0].integrationMatrix).toEqual(named.meeting.races[0].integrationMatrix)
  })
  test('an id of something else is refused', async () => {
    expect(await graph.refusal(matrix(`(model: "ruled", runner: "${toGlobalId('Race', 1)}")`))).toMatchObject({ code: 'BAD_USER_INPUT' })
  })
})

describe('the catalogue of rules', () => {
  const FIELDS = '{ rules { id categories reads { path } weighed { weight standardError weighedAs capped distinguishable ablation { difference races } } } model { name } fitted { trust hierarchy { category loss } } unweighed { reason } }'
  test('has every rule, and weights of the newest model with rules where the champion has none', async () => {
    const { integrationRules: { rules, model, fitted, unweighed } } = await graph.ask(`{ integrationRules ${FIELDS} }`)
    expect(model).toEqual({ name: 'ruled' })
    expect(unweighed).toBeNull()
    expect(fitted).toEqual({ trust: 0.5, hierarchy: [{ category: 'BARRIER', loss: 0.02 }, { category: 'STYLE', loss: 0.01 }, { category: 'DISTANCE', loss: null }] })
    const weighed = rules.filter((one: { weighed: unknown }) => one.weighed !== null)
    expect(weighed.map(({ id, weighed: { weight, weighedAs, capped, distinguishable, ablation } }: { id: string; weighed: Record<string, unknown> }) => [id, weight, weighedAs, capped, distinguishable, ablation])).toEqual([
      ['barrier-distance.shortRun', 0.3, 'FITTED', false, true, { difference: 0.004, races: 300 }], ['barrier-style.crossesOver', 0.35, 'CAPPED', true, true, null], ['barrier-track.insideBias', 0, 'NOT_DISTINGUISHABLE', false, false, null],
    ])
    for (const { categories, reads } of rules) for (const category of categories) expect(reads.some(({ path }: { path: string }) => path.startsWith(`${category.toLowerCase()}.`))).toBe(true)
  })
  test.each([['nobody', 'NO_MODEL'], ['draw', 'NO_RULES'], ['champion', 'NO_RULES'], ['broken', 'MODEL_UNUSABLE']])('by %s: the rules are there, and why there are no weights', async (name, reason) => {
    const { integrationRules } = await graph.ask(`{ integrationRules(model: "${name}") ${FIELDS} }`)
    expect(integrationRules).toMatchObject({ model: null, fitted: null, unweighed: { reason } })
    expect(integrationRules.rules.length).toBeGreaterThan(20)
    expect(integrationRules.rules.every((one: { weighed: unknown }) => one.weighed === null)).toBe(true)
  })
  test('a champion with rules comes first', async () => {
    const own = await openGraph(database.pool, { ...graphServices(), models: modelsOf([loadedModel('newer', { ...ruledModel().model }, { trainedAt: '2099-01-01T00:00:00.000Z' }), ruledModel()], { champion: 'ruled' }) })
    expect((await own.ask('{ integrationRules { model { name rules { cap } } } }')).integrationRules.model).toEqual({ name: 'ruled', rules: { cap: 0.35 } })
    const none = await openGraph(database.pool, { ...graphServices(), models: graphModels() })
    expect((await none.ask('{ models { name rules { trust } } }')).models).toEqual([{ name: 'draw', rules: null }, { name: 'ruled', rules: { trust: 0.5 } }, { name: 'silent', rules: null }, { name: 'public', rules: null }])
  })
})
