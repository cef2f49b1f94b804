import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { GraphQLInterfaceType } from 'graphql'
import { printGraph } from '../../../src/graphql/print-graph'
import { buildGraph } from '../../../src/graphql/schema'
import { classify, table } from './scope-tables'

/** What everybody who is let in may read; of use, each key its own (`graphql/usage/`). Whatever is new and not here must say `@RequiresScopes`. */
const FREE_TYPES: readonly string[] = ['FieldUsage', 'Money', 'Node', 'PageInfo', 'Usage', 'UsageError']
const FREE_ROOTS: readonly string[] = ['Query.fieldUsage', 'Query.serverTime', 'Query.usage']

const { types, roots, fields, openAbstract } = classify(printGraph())
const free = (needs: ReadonlyMap<string, string>): readonly string[] => [...needs].filter(([, words]) => words === 'nothing').map(([name]) => name).sort()

test('every type and every field of a root declares what it needs, or is listed as free', () => { expect([free(types), free(roots)]).toEqual([FREE_TYPES, FREE_ROOTS]) })

test('the one interface that is free has but an id', () => { expect(Object.keys((buildGraph().getType('Node') as GraphQLInterfaceType).getFields())).toEqual(['id']) })

test('whatever gives a union or an interface needs something itself', () => { expect(openAbstract).toEqual([]) })

test('what was decided', () => {
  expect(Object.fromEntries(['Race', 'RunnerResult', 'RunnerStatistics', 'FeatureVector', 'Prediction', 'Explanation', 'Confidence', 'IntegrationMatrix', 'Model', 'ModelPerformance', 'Market', 'Price', 'OddsUpdate', 'Commentary', 'LlmSpend'].map((name) => [name, types.get(name)]))).toEqual({
    Race: '`racing`', RunnerResult: '`racing`', RunnerStatistics: '`racing`', FeatureVector: '`features`',
    Prediction: '`predictions`', Explanation: '`predictions`', Confidence: '`predictions`', IntegrationMatrix: '`predictions`', Model: '`predictions`', ModelPerformance: '`predictions`',
    Market: '`live`', Price: '`live`', OddsUpdate: '`live`', Commentary: '`commentary`', LlmSpend: '`admin`',
  })
  expect(Object.fromEntries(['Query.race', 'Query.featureDefinitions', 'Query.models', 'Query.market', 'Query.llmSpend', 'Query.node', 'Query.search', 'Subscription.oddsUpdated', 'Subscription.raceUpdated', 'Subscription.predictionUpdated', 'Subscription.commentaryStream'].map((name) => [name, roots.get(name)]))).toEqual({
    'Query.race': '`racing`', 'Query.featureDefinitions': '`features`', 'Query.models': '`predictions`', 'Query.market': '`live`', 'Query.llmSpend': '`admin`', 'Query.node': '`racing` or `live`', 'Query.search': '`racing`',
    'Subscription.oddsUpdated': '`live`', 'Subscription.raceUpdated': '`live`', 'Subscription.predictionUpdated': '`predictions` + `live`', 'Subscription.commentaryStream': '`commentary`',
  })
  expect(Object.fromEntries(['Runner.prediction', 'Race.integrationMatrix', 'Prediction.edge', 'Commentary.cost'].map((name) => [name, fields.get(name)]))).toEqual({
    'Runner.prediction': '`racing` + `predictions`', 'Race.integrationMatrix': '`racing` + `predictions`', 'Prediction.edge': '`predictions` + `live`', 'Commentary.cost': '`commentary` + `admin`',
  })
})

test('docs/access/scopes.md has it all', () => {
  const page = readFileSync(resolve(__dirname, '../../../docs/access/scopes.md'), 'utf8')
  for (const part of [table('root fields', roots), table('types', types), table('fields', fields)]) expect(page).toContain(part)
})
