import { existsSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { httpSettingsOf } from '../../src/app/config/http-settings-of'
import { readConfig } from '../../src/app/config/read-config'
import { serveGraph, type ServedGraph } from '../support/serve-graph'

/** What graphql-cop looks for, one by one, written anew: each tells whether there is a finding. It sends what python's requests sends. */
interface Answer { readonly status: number; readonly text: string; readonly json: { readonly data?: Readonly<Record<string, unknown>> | null; readonly errors?: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[]; readonly extensions?: Readonly<Record<string, unknown>> } | readonly unknown[] | null }
type Check = (server: ServedGraph) => Promise<boolean>

const ask = (url: string, method: 'GET' | 'POST', headers: Readonly<Record<string, string>>, body?: string): Promise<Answer> => new Promise((resolve, reject) => {
  const sent = request(url, { method, headers: { accept: '*/*', 'user-agent': 'python-requests/2.32', ...headers } }, (response) => {
    let text = ''
    response.on('data', (chunk) => { text += String(chunk) }).on('end', () => {
      let json: Answer['json'] = null
      try { json = JSON.parse(text) as Answer['json'] } catch { /* a page */ }
      resolve({ status: response.statusCode ?? 0, text, json })
    })
  })
  sent.on('error', reject).end(body)
})
const post = (server: ServedGraph, body: unknown): Promise<Answer> => ask(server.url, 'POST', { 'content-type': 'application/json' }, JSON.stringify(body))
const cop = (server: ServedGraph, query: string): Promise<Answer> => post(server, { query, operationName: 'cop' })
const get = (server: ServedGraph, query: string): Promise<Answer> => ask(`${server.url}?query=${encodeURIComponent(query)}`, 'GET', {})
const dataOf = ({ json }: Answer): Readonly<Record<string, unknown>> => (json !== null && 'data' in json ? json.data ?? {} : {})
const errorsOf = ({ json }: Answer) => (json !== null && 'errors' in json ? json.errors ?? [] : [])

const CHECKS: Readonly<Record<string, Check>> = {
  'alias overloading': async (server) => Object.keys(dataOf(await cop(server, `query cop { ${Array.from({ length: 101 }, (_, i) => `alias${i}:__typename`).join(' \n')} }`))).length > 0,
  'array-based batching': async (server) => Array.isArray((await post(server, Array.from({ length: 10 }, () => ({ query: 'query cop { __typename }', operationName: 'cop' })))).json),
  'directive overloading': async (server) => errorsOf(await cop(server, 'query cop { __typename @aa@aa@aa@aa@aa@aa@aa@aa@aa@aa }')).length >= 10,
  'circular introspection': async (server) => '__schema' in dataOf(await cop(server, 'query cop { __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }')),
  'field duplication': async (server) => '__typename' in dataOf(await cop(server, `query cop { ${'__typename \n'.repeat(500)} }`)),
  'field suggestions': async (server) => /did you mean/i.test((await cop(server, 'query cop { __schema { directive } meeting { raace } serverTim }')).text),
  introspection: async (server) => '__schema' in dataOf(await cop(server, 'query cop { __schema { types { name fields { name } } } }')),
  'an IDE': async (server) => {
    const pages = await Promise.all(['/graphql', '/graphiql', '/playground', '/console', '/'].map((path) => ask(server.origin + path, 'GET', { accept: 'text/html' })))
    return pages.some(({ status, text }) => status === 200 && /graphiql|playground|apollo-sandbox/i.test(text))
  },
  'queries by GET that any site can make a browser send': async (server) => '__typename' in dataOf(await get(server, 'query cop {__typename}')),
  'mutations by GET': async (server) => { const answer = await get(server, 'mutation cop {__typename}'); return answer.status === 200 || '__typename' in dataOf(answer) },
  'POST of a form': async (server) => '__typename' in dataOf(await ask(server.url, 'POST', { 'content-type': 'application/x-www-form-urlencoded' }, 'query=query+cop+%7B__typename%7D')),
  'tracing': async (server) => { const { json, text } = await cop(server, 'query cop { __typename }'); return /tracing|ftv1|stacktrace/i.test(text) || (json !== null && 'extensions' in json && Object.keys(json.extensions ?? {}).some((name) => name !== 'cost')) },
  'unhandled errors': async (server) => { const answer = await cop(server, 'qwerty cop { abc }'); return errorsOf(answer).some(({ extensions = {} }) => 'exception' in extensions || 'stacktrace' in extensions) || /\n\s+at |node_modules/.test(answer.text) },
}
const findingsOn = async (env: Readonly<Record<string, string>>): Promise<readonly string[]> => {
  const server = await serveGraph(httpSettingsOf(readConfig(env)))
  try {
    const found: string[] = []
    for (const [name, check] of Object.entries(CHECKS)) if (await check(server)) found.push(name)
    return found
  } finally { await server.close() }
}

test('production as it is set up by itself: no finding', async () => { expect(await findingsOn({ NODE_ENV: 'production' })).toEqual([]) })
test('the demonstration: what it shows on purpose, and nothing else', async () => {
  const hasPage = existsSync(join(__dirname, '..', '..', 'dist', 'graphiql', 'graphiql.js'))
  expect(await findingsOn({})).toEqual(['field suggestions', 'introspection', ...(hasPage ? ['an IDE'] : [])])
})
test('production with introspection on: that, and no suggestions', async () => { expect(await findingsOn({ NODE_ENV: 'production', RACEGRAPH_INTROSPECTION: 'on' })).toEqual(['introspection']) })
