import { NoSchemaIntrospectionCustomRule, GraphQLError, Kind, parse, specifiedRules, validate } from 'graphql'
import { validationOptionsOf } from '../../src/app/http/create-apollo'
import { checkSource } from '../../src/graphql/limits/check-source'
import { checkVariables } from '../../src/graphql/limits/check-variables'
import { defaultDocumentLimits as limits } from '../../src/graphql/limits/document-limits'
import { createOperationFacts } from '../../src/graphql/limits/operation-facts'
import { buildGraph } from '../../src/graphql/schema'
import { serveGraph, type ServedGraph } from '../support/serve-graph'
import { BOMBS, type Bomb } from './bombs'

const MOST_CPU_MS = 5
const textOf = ({ body }: Bomb): string => (typeof body === 'string' ? body : JSON.stringify(body))
const internals = /node_modules|\.ts:|at \w+ \(|stack|Maximum call|SELECT|undefined|\[object/

let server: ServedGraph
beforeAll(async () => { server = await serveGraph({ introspection: false, graphiql: false }) })
afterAll(() => server.close())

test('there are 60 of them and more, no two alike', () => {
  expect(BOMBS.length).toBeGreaterThanOrEqual(60)
  expect(new Set(BOMBS.map(({ name }) => name)).size).toBe(BOMBS.length)
  expect(new Set(BOMBS.map(textOf)).size).toBe(BOMBS.length)
})

test.each(BOMBS.map((bomb) => [bomb.name, bomb] as const))('a server in production refuses %s', async (_name, bomb) => {
  const response = await fetch(server.url, { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' }, body: textOf(bomb) })
  const { data, errors } = await response.json() as { data?: unknown; errors: { message: string; extensions: { code: string } }[] }
  expect([data, errors[0]!.extensions.code]).toEqual([undefined, bomb.code])
  expect(response.status).toBe(bomb.code === 'PAYLOAD_TOO_LARGE' ? 413 : 400)
  expect(errors.length).toBeLessThanOrEqual(6)
  for (const { message } of errors) {
    expect(message).not.toMatch(internals)
    expect([message.length > 20, message.length < 500]).toEqual([true, true])
  }
})

/** What the server does to refuse once a body is read as JSON: its own functions, in its order, without its memory of what it refused before. */
const schema = buildGraph()
const factsOf = createOperationFacts(schema, limits)
const rules = [...specifiedRules, NoSchemaIntrospectionCustomRule]
const readJson = (text: string): unknown => { try { return JSON.parse(text) } catch { return null } }
const refuse = (sent: unknown): 'refused' | 'passed' => {
  if (sent === null) return 'refused'
  const { query, variables } = sent as { readonly query?: unknown; readonly variables?: Readonly<Record<string, unknown>> }
  if (Array.isArray(sent) || typeof query !== 'string') return 'refused'
  try {
    checkSource(query, limits)
    const document = parse(query, { maxTokens: limits.maxTokens })
    if (validate(schema, document, rules, validationOptionsOf({ suggestions: false })).length > 0) return 'refused'
    checkVariables(variables)
    const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION)
    if (operation?.kind === Kind.OPERATION_DEFINITION) factsOf(document, operation).cost(variables ?? {})
    return 'passed'
  } catch (error) {
    if (error instanceof GraphQLError) return 'refused'
    throw error
  }
}

const cpuMs = (act: () => void): number => {
  const before = process.cpuUsage()
  act()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}
/** The median of some; on a machine that does other things too, the best of three such. */
const medianCpuMs = (sent: unknown): number => {
  let best = Infinity
  for (let i = 0; i < 3 && best > MOST_CPU_MS; i++) {
    const took = Array.from({ length: 9 }, () => cpuMs(() => { refuse(sent) })).sort((a, b) => a - b)
    best = Math.min(best, took[4] ?? Infinity)
  }
  return best
}

test(`each is refused in under ${MOST_CPU_MS} ms of CPU`, () => {
  const all = BOMBS.map((bomb) => ({ name: bomb.name, sent: readJson(textOf(bomb)) }))
  for (const { sent } of all) refuse(sent)
  const took = all.map(({ name, sent }) => ({ name, refused: refuse(sent), ms: medianCpuMs(sent) }))
  expect(took.filter(({ refused }) => refused !== 'refused')).toEqual([])
  expect(took.filter(({ ms }) => ms > MOST_CPU_MS)).toEqual([])
  const dearest = took.reduce((a, b) => (a.ms > b.ms ? a : b))
  process.stderr.write(`${took.length} bombs; the dearest to refuse: ${dearest.name}, ${dearest.ms.toFixed(2)} ms of CPU\n`)
})
