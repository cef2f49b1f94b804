import { isEnumType, isInputObjectType, isInterfaceType, isObjectType, type GraphQLObjectType } from 'graphql'
import pino from 'pino'
import type { Access } from '../../src/app/http/access'
import { createHttpServer, type HttpServer } from '../../src/app/http/create-http-server'
import { openGate } from '../../src/app/http/gate'
import { httpSettingsOf } from '../../src/app/config/http-settings-of'
import { readConfig } from '../../src/app/config/read-config'
import { anonymousPrincipal } from '../../src/access/principal'
import { SCOPES, SCOPE_WORDS } from '../../src/access/scope'
import { createExecutor } from '../../src/graphql/read/executor'
import { buildGraph } from '../../src/graphql/schema'
import { withRunner } from '../../src/storage/sql-runner'
import type { TestDatabase } from '../support/database'
import { graphDatabase } from '../support/graph-fixture'
import { graphServices } from '../support/graph-services'

/**
 * How clairvoyance recovers a schema: it sends words, and reads names out of what errors say ("Did you mean", "of type", "must have a selection"). Here it has the best
 * word list there can be: every name of the graph, exact and misspelt. A name is recovered when a message has it and the document had not.
 */
const schema = buildGraph()
const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'))
const fields = [...new Set(types.flatMap((type) => (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type) ? Object.keys(type.getFields()) : [])))]
const args = [...new Set(types.flatMap((type) => (isObjectType(type) ? Object.values(type.getFields()).flatMap((field) => field.args.map(({ name }) => name)) : [])))]
const values = [...new Set(types.flatMap((type) => (isEnumType(type) && type.name !== 'FeatureName' ? type.getValues().map(({ name }) => name) : [])))]
const misspelt = (word: string): readonly string[] => [`${word}x`, word.slice(0, -1) || 'x', word.length > 3 ? `${word.slice(0, 2)}${word.slice(3)}` : `${word}q`]
const withMisspelt = (words: readonly string[]): readonly string[] => words.flatMap((word) => [word, ...misspelt(word)])
const inParts = <T>(all: readonly T[], size: number): readonly (readonly T[])[] => Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size))

/** Several words a document, as clairvoyance sends them. */
const documents: readonly string[] = [
  ...inParts(withMisspelt(fields), 15).flatMap((words) => [`{ ${words.join(' ')} }`, `{ race(id: "UmFjZTox") { ${words.join(' ')} } }`, `{ races(first: 1) { nodes { runners { nodes { ${words.join(' ')} } } } } }`, `{ meetings(first: 1) { nodes { ${words.map((word) => `${word} { __typename }`).join(' ')} } } }`]),
  ...inParts(fields, 2).map(([word = 'id']) => `{ race(id: "UmFjZTox") { ${word} } }`), ...Object.keys((schema.getType('Race') as GraphQLObjectType).getFields()).map((word) => `{ race(id: "UmFjZTox") { ${word} { __typename } } }`), ...Object.keys(schema.getQueryType()?.getFields() ?? {}).map((word) => `{ ${word} }`),
  ...inParts(withMisspelt(args), 15).map((words) => `{ races(${words.map((word) => `${word}: 1`).join(', ')}) { totalCount } }`),
  ...inParts(withMisspelt(types.map(({ name }) => name)), 15).flatMap((words) => [`{ ${words.map((word) => `... on ${word} { __typename }`).join(' ')} }`, `query (${words.map((word, i) => `$v${i}: ${word}`).join(', ')}) { __typename }`]),
  ...inParts(withMisspelt(values), 15).map((words) => `{ races(filter: { status: [${words.join(', ')}] }) { totalCount } }`),
  '{ __schema { types { name } } }', '{ __type(name: "Race") { fields { name } } }', '{ races { __typename: name } }', 'subscription { oddsUpdated }', 'mutation { a }', '{ race }',
]
/** The same words as values of variables, which are looked at later, by other code. */
const withVariables = inParts(withMisspelt(values), 15).map((status) => ({ query: 'query ($filter: RaceFilter) { races(filter: $filter) { totalCount } }', variables: { filter: { status, ...Object.fromEntries(misspelt('status').map((name) => [name, 1])) } } }))

const known: ReadonlySet<string> = new Set([...types.map(({ name }) => name), ...fields, ...args, ...values])
const wordsIn = (text: string): readonly string[] => text.match(/[_A-Za-z][_0-9A-Za-z]*/g) ?? []
/** Sentences of our own that hold words of the graph in plain English, word for word the same whatever is sent. */
const SAYS_NOTHING = [
  'This document does not fit the schema at the place given in `locations`. Introspection is off here: compare it with the published schema.',
  'Send a key.',
]

let database: TestDatabase
let server: HttpServer | null = null
let url: string
const access: Access = { authenticate: async (_params, { headers }) => headers.authorization === 'Bearer few' ? { ...anonymousPrincipal(['racing']), id: 'key:few', kind: 'key' } : { refused: 'Send a key.', status: 401 } }
const start = async (env: Readonly<Record<string, string>>): Promise<void> => {
  database = await graphDatabase()
  const read = await createExecutor({ buildSchema: buildGraph, withRunner: (use) => withRunner(database.pool, use), services: graphServices() })
  server = await createHttpServer({
    schema, config: httpSettingsOf(readConfig(env)), logger: pino({ level: 'silent' }), health: { reasons: async () => [] }, gate: { ...openGate, access },
    executor: ({ document, operationName, request, context }) => read({ document, operationName, variables: request.variables, context }),
  })
  url = `${await server.listen({ host: '127.0.0.1', port: 0 })}/graphql`
}
afterEach(async () => {
  if (server === null) return
  await server.close()
  await database.close()
  server = null
})

interface Told { readonly errors?: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[] }
/** Names that errors told and the request had not, with what told them. */
const recovered = async (key: string | null, each = 1): Promise<{ readonly names: readonly string[]; readonly refused: number; readonly codes: ReadonlySet<unknown> }> => {
  const names = new Set<string>()
  const codes = new Set<unknown>()
  let refused = 0
  for (const body of [...documents.map((query) => ({ query })), ...withVariables].filter((_, i) => i % each === 0)) {
    const text = JSON.stringify(body)
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...(key === null ? {} : { authorization: `Bearer ${key}` }) }, body: text })
    const { errors = [] } = await response.json() as Told
    if (errors.length > 0) refused++
    const sent = new Set(wordsIn(text))
    for (const { message, extensions = {} } of errors) {
      codes.add(extensions['code'])
      const { code: _code, missing: _missing, ...details } = extensions
      if (SAYS_NOTHING.includes(message)) continue
      for (const word of wordsIn(`${withoutScopes(message)} ${JSON.stringify(details)}`)) if (known.has(word) && !sent.has(word) && !PLAIN.has(word)) names.add(`${word} by: ${message.slice(0, 200)}`)
    }
  }
  return { names: [...names], refused, codes }
}
/** What each scope is, in words that the guide tells everybody. */
const withoutScopes = (message: string): string => SCOPES.reduce((text, scope) => text.replaceAll(`${scope} (${SCOPE_WORDS[scope]})`, ''), message)
/** English words of those messages that are fields somewhere too. */
const PLAIN: ReadonlySet<string> = new Set(['value', 'key', 'at', 'fields', 'of', 'errors', 'operation', 'reads', 'scope'])

test('the list holds the whole graph', () => { expect([types.length > 150, fields.length > 400, args.length > 30, values.length > 80, documents.length > 500]).toEqual([true, true, true, true, true]) })

test('in production, without a key: nothing, not even what is right and what is wrong', async () => {
  await start({ NODE_ENV: 'production' })
  const { names, refused, codes } = await recovered(null, 10)
  expect([names, refused, [...codes]]).toEqual([[], Math.ceil((documents.length + withVariables.length) / 10), ['UNAUTHENTICATED']])
}, 120_000)

test('in production, with a key of few scopes: no name', async () => {
  await start({ NODE_ENV: 'production' })
  const { names, refused, codes } = await recovered('few')
  expect(names).toEqual([])
  expect(refused).toBeGreaterThan(documents.length / 2)
  expect([...codes]).toEqual(expect.arrayContaining(['GRAPHQL_VALIDATION_FAILED', 'FORBIDDEN', 'BAD_USER_INPUT']))
}, 120_000)

test('while developing, messages help: the same probing recovers names, so it can', async () => {
  await start({ NODE_ENV: 'development' })
  expect((await recovered('few', 20)).names.length).toBeGreaterThan(20)
}, 120_000)
