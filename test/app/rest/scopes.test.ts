import type { TrustedDocument } from '../../../src/usecases/documents/ports'
import { buildSchema, validate, parse } from 'graphql'
import { printGraph } from '../../../src/graphql/print-graph'
import { FIXED_ROUTES } from '../../../src/app/rest/fixed-routes'
import { attempts, inTurns, startScoped, type ScopedServer } from '../http/scopes/scoped-server'
import { declaredFor, SCOPE_SETS, suffices, type Declared } from '../../graphql/scopes/sdl-oracle'
import { fieldsIn } from '../../graphql/scopes/fields-in'
import { documentOf } from './rest-server'

const all = attempts()
const documents = new Map(all.map(({ field }) => [field.text, documentOf(field.text, field.root)]))
const byId = new Map<string, TrustedDocument>([...documents.values()].map((one) => [one.id, one]))
let server: ScopedServer
beforeAll(async () => {
  server = await startScoped({}, undefined, { only: false, introspection: false, documents: { find: async (id) => byId.get(id) ?? null, list: async () => [], onChange: () => () => undefined, close: () => undefined } })
})
afterAll(() => server.close())
const ask = async (path: string, scopes: string): Promise<readonly [status: number, code: string | null]> => {
  const response = await fetch(server.url + path, { headers: { 'x-test-scopes': scopes } })
  return [response.status, (await response.json() as { code?: string }).code ?? null]
}

test('by trusted documents over REST, each field is answered to whoever has exactly what it needs, and refused to whoever lacks one scope of it', async () => {
  const queries = all.filter(({ field }) => field.root === 'query')
  const wrong: unknown[] = []
  await inTurns(queries, 8, async ({ field, scopes, allowed }) => {
    const got = await ask(`/rest/documents/${documents.get(field.text)!.id}`, scopes)
    if (String(got) !== String(allowed ? [200, null] : [403, 'FORBIDDEN'])) wrong.push([field.coordinate, scopes, allowed, got])
  })
  expect(wrong).toEqual([])
  expect([queries.length > 1_200, queries.filter(({ allowed }) => !allowed).length > 500]).toEqual([true, true])
})

describe('each route of ours with each of the 64 sets of scopes', () => {
  const schema = buildSchema(printGraph())
  /** Where a route asks for more than its document. */
  const PATHS: Readonly<Record<string, string>> = { '/rest/race/:id': '/rest/race/x', '/rest/horse/:name': '/rest/horse/Golden', '/rest/predict': '/rest/predict?race=x', '/rest/meetings': '/rest/meetings' }
  test.each(FIXED_ROUTES.map((route) => [route.path, route.text] as const))('%s', async (path, text) => {
    const document = parse(text)
    expect(validate(schema, document)).toEqual([])
    const needs: Declared[] = fieldsIn(schema, document).flatMap(([type, field]) => declaredFor(type, field))
    expect(SCOPE_SETS).toHaveLength(64)
    for (const set of SCOPE_SETS) {
      const [status, code] = await ask(PATHS[path]!, set.join(' '))
      // Nothing stands behind this server: what is let in finds nothing.
      expect([path, set, status !== 403, code === 'FORBIDDEN']).toEqual([path, set, suffices(needs, set), !suffices(needs, set)])
    }
    expect([suffices(needs, []), suffices(needs, ['racing', 'predictions'])]).toEqual([false, true])
  })
})
