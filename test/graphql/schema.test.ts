import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import {
  buildSchema, getNamedType, isEnumType, isInputObjectType, isInterfaceType, isIntrospectionType, isObjectType, isSpecifiedScalarType, validateSchema, type GraphQLNamedType,
} from 'graphql'
import * as vocabulary from '../../src/domain/vocabulary'
import { printGraph } from '../../src/graphql/print-graph'
import { buildGraph } from '../../src/graphql/schema'

const schema = buildGraph()
const types: readonly GraphQLNamedType[] = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))

test('the committed SDL is up to date: npm run schema writes it', () => {
  expect(readFileSync(resolve(__dirname, '../../schema/schema.graphql'), 'utf8')).toBe(printGraph())
})

test('the SDL is the same on every build and builds again', () => {
  expect(printGraph(buildGraph())).toBe(printGraph(schema))
  expect(validateSchema(buildSchema(printGraph(schema)))).toEqual([])
})

/** Places of everything that a client reads, with what is said of it. */
function described(type: GraphQLNamedType): readonly (readonly [string, string | null | undefined])[] {
  const own = [[type.name, type.description] as const]
  if (isEnumType(type)) return [...own, ...type.getValues().map((value) => [`${type.name}.${value.name}`, value.description] as const)]
  if (isInputObjectType(type)) return [...own, ...Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field.description] as const)]
  if (!isObjectType(type) && !isInterfaceType(type)) return own
  return [...own, ...Object.values(type.getFields()).flatMap((field) => [
    [`${type.name}.${field.name}`, field.description] as const,
    ...field.args.map((arg) => [`${type.name}.${field.name}(${arg.name})`, arg.description] as const),
  ])]
}

test('every type, field, argument, input field and enum value is described', () => {
  const named = types.filter((type) => !['Query', 'Subscription'].includes(type.name)).flatMap(described).concat([schema.getQueryType()!, schema.getSubscriptionType()!].flatMap((type) => described(type).slice(1)))
  expect(named.filter(([, text]) => text === null || text === undefined || text.trim().length < 3).map(([place]) => place)).toEqual([])
  expect(named.length).toBeGreaterThan(500)
})

test('descriptions begin with a capital and end with a full stop', () => {
  const odd = types.flatMap(described).filter(([, text]) => typeof text === 'string' && !/^[`A-Z0-9'][\s\S]*[.)]$/.test(text) && !/^[a-z]+ \//.test(text) && !/^actualWins/.test(text))
  expect(odd).toEqual([])
})

test.each(['Km', 'Kmh', 'Kg', 'Mm', 'Ms', 'Mps', 'Celsius'])('numbers named after a unit (%s) say it in words', (suffix) => {
  const words: Record<string, RegExp> = { Km: /kilomet/i, Kmh: /kilomet/i, Kg: /kilogram/i, Mm: /millimet/i, Ms: /millisecond/i, Mps: /metres a second/i, Celsius: /celsius/i }
  const silent = types.flatMap(described).filter(([place, text]) => new RegExp(`\\.[a-z0-9]*[a-z0-9]${suffix}$`).test(place) && !words[suffix]!.test(text ?? ''))
  expect(silent).toEqual([])
})

/** Types whose objects the planner or a loader makes whole: their fields are plain. */
const isPlain = (name: string): boolean =>
  /(Connection|Edge)$/.test(name) || ['PageInfo', 'Money', 'Coordinates', 'TrackRating', 'PrizeShare', 'ClassBand', 'WeightAllocation', 'JockeyClaim', 'Silks', 'Split', 'RunnerSectionals', 'RaceSectionals',
    'Bookmaker', 'PricePoint', 'Price', 'Record', 'GoingRecord', 'ActualVsExpected', 'PersonRecord', 'HorseStatistics', 'RunnerStatistics',
    'FeatureDefinition', 'FeatureValue', 'FeatureVector', 'FeatureMatrix',
    'Interval', 'PredictionBlend', 'PriceEdge', 'FeatureContribution', 'Prediction', 'RacePrediction', 'NoPrediction', 'Model', 'ModelMetrics', 'ModelParameter', 'TrainingRange', 'DateRangeInfo', 'Scores', 'CalibrationBin', 'PairedDifference',
    'ModelPerformance', 'PerformanceDay', 'PerformanceDrift', 'PerformanceAlert', 'Drift', 'LeftOutRaces', 'StakingResult', 'FeatureImportance', 'ServedPrediction', 'ServedChance', 'ExoticProbability',
    'Explanation', 'ExplanationPart', 'CategoryEffect', 'FiredRule', 'RuleResolution', 'Counterfactual', 'Confidence', 'ConfidencePart', 'IntegrationMatrix', 'MatrixCell', 'IntegrationRules', 'IntegrationRule', 'RuleWeight', 'RuleAblation', 'ModelRules', 'WeighedOn', 'CategoryRank',
    'Commentary', 'CommentarySentence', 'CitedFact', 'FieldRank', 'CommentaryUpdate', 'LlmSpend', 'Usage', 'UsageError', 'FieldUsage', 'WebhookDelivery',
    'OddsUpdate', 'RunnerPrice', 'ExchangeDepth', 'PredictionUpdate', 'RaceUpdate', 'MarketBar'].includes(name)

test('every field says where it is stored, has a resolver, or is part of a plain value', () => {
  const homeless = types.filter(isObjectType).flatMap((type) => Object.values(type.getFields())
    .filter((field) => field.extensions['reads'] === undefined && field.resolve === undefined && !isPlain(type.name)).map((field) => `${type.name}.${field.name}`))
  expect(homeless).toEqual([])
})

test('no field of a plain value says where it is stored, unless it is by the id that the value has: nobody would read it', () => {
  const misplaced = types.filter(isObjectType).filter((type) => isPlain(type.name)).flatMap((type) => Object.values(type.getFields())
    .filter((field) => field.extensions['reads'] !== undefined && (field.extensions['reads'] as { readonly kind: string }).kind !== 'keyed').map((field) => `${type.name}.${field.name}`))
  expect(misplaced).toEqual([])
})

test('the only field with a resolver of its own is the clock', () => {
  const own = types.filter(isObjectType).flatMap((type) => Object.values(type.getFields()).filter((field) => field.resolve !== undefined && field.extensions['reads'] === undefined).map((field) => `${type.name}.${field.name}`))
  expect(own).toEqual(['Query.serverTime'])
})

test('enums have exactly the words of the domain', () => {
  const enums = new Map(types.filter(isEnumType).map((type) => [type.name, type.getValues().map((value) => value.value as string)]))
  const notInGraph = ['PriceKind']
  for (const [name, words] of Object.entries(vocabulary)) if (!notInGraph.includes(name)) expect([name, enums.get(name)]).toEqual([name, Object.keys(words)])
})

test('what may be invented says where it comes from', () => {
  for (const name of ['Venue', 'Meeting', 'Race', 'Runner', 'Horse', 'Jockey', 'Trainer', 'Owner', 'ChangeEvent']) {
    const type = schema.getType(name)
    expect(isObjectType(type) && String(type.getFields()['source']?.type)).toBe('DataSource!')
    expect(isObjectType(type) && type.getInterfaces().map(String)).toContain('Node')
  }
})

test('lists of lists know their size, so that a cost can be worked out', () => {
  const scalars = (name: string): boolean => ['String', 'Int', 'Surface'].includes(name)
  const unsized = types.filter(isObjectType).filter((type) => !/(Connection)$/.test(type.name)).flatMap((type) => Object.values(type.getFields())
    .filter((field) => String(field.type).startsWith('[') && !scalars(getNamedType(field.type).name) && field.extensions['listSize'] === undefined).map((field) => `${type.name}.${field.name}`))
  expect(unsized).toEqual([])
})

test('arguments stand in the order in which they are written', () => {
  expect(schema.getQueryType()!.getFields()['races']!.args.map((arg) => arg.name)).toEqual(['first', 'after', 'last', 'before', 'filter', 'orderBy'])
})

test('every root field says how long its answer may be kept, but the clock', () => {
  const hinted = (extensions: Readonly<Record<string, unknown>>): boolean => extensions['cacheControl'] !== undefined
  const silent = Object.values(schema.getQueryType()!.getFields()).filter((field) => !hinted(field.extensions) && !hinted(getNamedType(field.type).extensions)).map((field) => field.name)
  expect(silent).toEqual(['serverTime'])
})

describe('the schema guide', () => {
  const guide = readFileSync(resolve(__dirname, '../../docs/schema-guide.md'), 'utf8')
  const rows = guide.split('\n').filter((line) => line.startsWith('| '))
  const fields = types.filter(isObjectType).flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })))

  test('has a row for the cost of each field that has one', () => {
    for (const { type, field } of fields) {
      const cost = field.extensions['cost'] as number | undefined
      if (cost === undefined) continue
      const row = rows.find((line) => line.includes(`\`${type.name}.${field.name}\``)) ?? rows.find((line) => line.includes(`\`${field.name}\``) && /\| \d+( each)? \|$/.test(line))
      expect([`${type.name}.${field.name}`, row?.split('|').at(-2)?.trim().replace(' each', '')]).toEqual([`${type.name}.${field.name}`, String(cost)])
    }
  })
  test('has a row for the pages of each connection', () => {
    for (const { type, field } of fields) {
      const source = field.extensions['reads'] as { readonly kind: string; readonly defaultFirst: number | null; readonly maxFirst: number } | undefined
      if (source?.kind !== 'connection') continue
      const place = `${type.name}.${field.name}`
      expect([place, rows.find((line) => line.includes(`\`${place}\``))?.split('|').slice(-3, -1).map((cell) => cell.trim())]).toEqual([place, [String(source.defaultFirst ?? 'all'), String(source.maxFirst)]])
    }
  })
})
