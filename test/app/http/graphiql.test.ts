import { parse, validate, type GraphQLError } from 'graphql'
import { buildGraph } from '../../../src/graphql/schema'
import { checkSource } from '../../../src/graphql/limits/check-source'
import { defaultDocumentLimits } from '../../../src/graphql/limits/document-limits'
import { createOperationFacts } from '../../../src/graphql/limits/operation-facts'
import { examples } from '../../../script/graphiql/examples.js'
import { buildGraphiql } from '../../../script/build-graphiql.js'
import { startSmallServer, type Running } from './small-graph'

let server: Running
beforeAll(async () => {
  buildGraphiql()
  server = await startSmallServer({ graphiql: true })
})
afterAll(() => server.close())

test('the page allows nothing from any other host and no inline script', async () => {
  const response = await fetch(`${server.url}/graphiql`)
  const html = await response.text()
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/)
  expect(html).not.toMatch(/https?:|<script>|onload=/)
})

test('everything that the page and the editor load is served from here', async () => {
  const html = await (await fetch(`${server.url}/graphiql`)).text()
  const named = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path!)
  const css = await (await fetch(`${server.url}/graphiql/graphiql.css`)).text()
  const fonts = [...css.matchAll(/url\("?\.\/([^")]+)"?\)/g)].map(([, name]) => `/graphiql/${name!}`)
  expect([named.length, fonts.length > 0, /url\("?https?:/.test(css)]).toEqual([2, true, false])
  for (const path of [...named, ...fonts, ...['editor', 'json', 'graphql'].map((name) => `/graphiql/${name}.worker.js`)]) {
    const response = await fetch(server.url + path)
    expect([path, response.status, (await response.arrayBuffer()).byteLength > 1000]).toEqual([path, 200, true])
    expect((await fetch(server.url + path, { headers: { 'if-none-match': response.headers.get('etag')! } })).status).toBe(304)
  }
})

test.each(['../package.json', '%2e%2e%2fpackage.json', '.built', 'nothing.js'])('/graphiql/%s is not served', async (name) => {
  expect((await fetch(`${server.url}/graphiql/${name}`)).status).toBe(404)
})

describe('the example queries', () => {
  const schema = buildGraph()
  test.each(examples.map(({ query, variables }) => [/(?:query|subscription) (\w+)/.exec(query)![1]!, query, variables]))('%s fits the schema and the limits', (_name, query, variables) => {
    const document = parse(query)
    expect(validate(schema, document).map((error: GraphQLError) => error.message)).toEqual([])
    expect(() => { checkSource(query, defaultDocumentLimits) }).not.toThrow()
    const [operation] = document.definitions
    expect(createOperationFacts(schema, defaultDocumentLimits)(document, operation as never).cost(variables)).toBeGreaterThan(0)
  })
})
