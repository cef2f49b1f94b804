import { endPrograms, racegraph, startProgram, type Running } from '../../support/built-program'
import { testDatabase, type TestDatabase } from '../../support/database'
import { temporaryFolder } from '../../support/temporary-folder'
import { httpClient, overSocket, overStream, type Asked, type Counted } from './load-generator'

let database: TestDatabase
let folder: ReturnType<typeof temporaryFolder>
beforeEach(async () => { database = await testDatabase(); folder = temporaryFolder() })
afterEach(async () => {
  await endPrograms()
  await database.close()
  folder.remove()
})
const serve = async (env: Readonly<Record<string, string>> = {}): Promise<{ readonly running: Running; readonly url: string }> => {
  const running = startProgram('src/cli/main.ts', ['start'], {
    RACEGRAPH_HOME: folder.path, DATABASE_URL: database.url, RACEGRAPH_DEMO: 'off', PORT: '0', LOG_LEVEL: 'warn', RACEGRAPH_FEATURE_REFRESH_MS: '0', RACEGRAPH_POOL_SIZE: '4', RACEGRAPH_METERING_FLUSH_MS: '100', ...env,
  })
  return { running, url: /(http:\/\/localhost:\d+)\/graphql/.exec(await running.saw(/Ctrl-C stops it\.\n/))?.[1] ?? '' }
}
const ASKED: readonly Asked[] = [
  { operation: 'Next', query: 'query Next { nextToJump { id name } }' }, { operation: 'Found', query: 'query Found($t: String!) { search(text: $t) { __typename } }', variables: { t: 'Schnürsenkel' } },
  { operation: 'Features', query: 'query Features { featureDefinitions { name } }' }, { operation: 'Spend', query: 'query Spend { llmSpend { calls } }' }, { operation: '', query: '{ nothing }' }, { operation: '', query: '{ serverTime' }, { operation: 'Found', query: 'query Found($t: String!) { search(text: $t) { __typename } }', variables: {} },
]
interface Stored { readonly operations: number; readonly bytes: number; readonly estimated: number; readonly actual: number; readonly errors: Readonly<Record<string, number>> }
const stored = async (table: string, where = 'true'): Promise<Stored> => {
  const { rows } = await database.pool.query<Stored>(`SELECT coalesce(sum(operations), 0)::float8 AS operations, coalesce(sum(bytes), 0)::float8 AS bytes, coalesce(sum(estimated_cost), 0)::float8 AS estimated, coalesce(sum(actual_cost), 0)::float8 AS actual, usage_errors_sum(errors) AS errors FROM ${table} WHERE ${where}`)
  if (rows[0] === undefined) throw new Error('a sum without a row')
  return rows[0]
}
const total = (counted: readonly Counted[]): Stored => {
  const errors: Record<string, number> = {}
  for (const { codes } of counted) for (const code of codes) errors[code] = (errors[code] ?? 0) + 1
  const sum = (of: (one: Counted) => number): number => counted.reduce((all, one) => all + of(one), 0)
  return { operations: counted.length, bytes: sum(({ bytes }) => bytes), estimated: sum(({ requested }) => requested), actual: sum(({ actual }) => actual), errors }
}

test('a clean run: what is stored is what the generator counted, to the operation, byte, error and cost', async () => {
  const { running, url } = await serve()
  const counted: Counted[] = []
  await Promise.all(['app', 'web'].map(async (name) => {
    const client = httpClient(url, { 'apollographql-client-name': name })
    for (let i = 0; i < 60; i++) {
      const answer = await client.ask(ASKED[i % ASKED.length] as Asked)
      if (answer === null) throw new Error('no answer')
      counted.push(answer)
    }
    client.close()
  }))
  counted.push(...await overSocket(url, [...ASKED, ...ASKED]))
  for (const asked of ASKED) counted.push(await overStream(url, asked))
  running.process.kill('SIGTERM')
  await running.finished
  const all = total(counted)
  expect(all.operations).toBe(141)
  expect(Object.keys(all.errors).sort()).toEqual(['BAD_USER_INPUT', 'FORBIDDEN', 'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED'])
  expect(all.actual).toBeGreaterThan(0)
  expect(await stored('usage_operations')).toEqual(all)
  expect(await stored('usage_days')).toEqual(all)
  expect(await stored('usage_operations', `operation = 'Next'`)).toEqual(total(counted.filter(({ operation }) => operation === 'Next')))
  expect((await stored('usage_operations', `client = 'web'`)).operations).toBe(60)
  const { rows } = await database.pool.query<{ operation: string; fields: string[] }>('SELECT operation, fields FROM usage_documents ORDER BY operation')
  expect(rows).toEqual([{ operation: 'Features', fields: ['FeatureDefinition.name', 'Query.featureDefinitions'] }, { operation: 'Found', fields: ['Query.search'] }, { operation: 'Next', fields: ['Query.nextToJump', 'Race.id', 'Race.name'] }, { operation: 'Spend', fields: ['LlmSpend.calls', 'Query.llmSpend'] }])
})

test('kill -9 in the middle: nothing is stored that was not answered, and nothing is lost that was answered before the last two flushes', async () => {
  const { running, url } = await serve()
  const counted: Counted[] = []
  const clients = [0, 1, 2, 3].map(() => httpClient(url))
  const load = Promise.all(clients.map(async (client) => {
    for (;;) {
      const answer = await client.ask(ASKED[0] as Asked)
      if (answer === null) return
      counted.push(answer)
    }
  }))
  // When batches were written, by the clock of this machine: the transaction began then, so that what they hold was told before.
  const flushes: number[] = []
  while (flushes.length < 6) {
    const { rows } = await database.pool.query<{ at: number }>('SELECT extract(epoch FROM at)::float8 * 1000 AS at FROM usage_writers')
    const at = rows[0]?.at
    if (at !== undefined && at !== flushes.at(-1)) flushes.push(at)
  }
  running.process.kill('SIGKILL')
  await running.finished
  await load
  for (const client of clients) client.close()
  const { rows: [last] } = await database.pool.query<{ at: number }>('SELECT extract(epoch FROM at)::float8 * 1000 AS at FROM usage_writers')
  // The last but one that is known of.
  const since = Number(last?.at) === flushes.at(-1) ? flushes.at(-2) : flushes.at(-1)
  const [kept, all] = [await stored('usage_operations'), total(counted)]
  const recent = total(counted.filter(({ at }) => at >= Number(since)))
  expect(kept.operations).toBeGreaterThan(0)
  expect(kept.operations).toBeLessThanOrEqual(all.operations)
  expect(all.operations - kept.operations).toBeLessThanOrEqual(recent.operations)
  expect(all.bytes - kept.bytes).toBeLessThanOrEqual(recent.bytes)
  expect(await stored('usage_days')).toEqual(kept)
  process.stdout.write(`usage after kill -9: ${all.operations} answered, ${kept.operations} stored, ${recent.operations} answered since the last but one flush\n`)
})

test('a database that is away while requests are answered: all of it is there when it is back', async () => {
  const { running, url } = await serve()
  const client = httpClient(url)
  const counted: Counted[] = []
  const ask = async (times: number): Promise<void> => {
    for (let i = 0; i < times; i++) {
      const answer = await client.ask({ operation: 'Time', query: 'query Time { serverTime }' })
      if (answer !== null) counted.push(answer)
    }
  }
  await ask(20)
  while ((await stored('usage_days')).operations < 20) await ask(0)
  // Nobody but this session may write: each try of a flush is ended where it waits.
  const lock = await database.pool.connect()
  await lock.query('BEGIN; LOCK TABLE usage_writers IN ACCESS EXCLUSIVE MODE')
  let ended = 0
  while (ended < 2) {
    await ask(5)
    const { rowCount } = await database.pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'racegraph metering' AND wait_event_type = 'Lock'`)
    ended += rowCount ?? 0
  }
  await lock.query('ROLLBACK')
  lock.release()
  await ask(5)
  client.close()
  running.process.kill('SIGTERM')
  const { stderr, stdout } = await running.finished
  expect(await stored('usage_operations')).toEqual(total(counted))
  expect((stdout + stderr).match(/usage cannot be written now/gu)).toHaveLength(1)
})

test('a key sees its own use on the graph and nothing else, the admin sees all, whoever sends none nothing; the invoice has its owner', async () => {
  const token = 'a-token-of-the-server-0123456789'
  const env = { RACEGRAPH_HOME: folder.path, DATABASE_URL: database.url }
  const made = await racegraph(['keys', 'create', '--name', 'web', '--owner', 'Acme', '--tier', 'free', '--scopes', 'racing', '--json'], env)
  const { id, key } = JSON.parse(made.stdout) as { readonly id: string; readonly key: string }
  const { running, url } = await serve({ RACEGRAPH_ADMIN_TOKEN: token })
  const ask = async (query: string, authorization?: string): Promise<{ readonly data: Readonly<Record<string, unknown>> | null; readonly errors?: readonly { readonly extensions: { readonly code: string } }[] }> => {
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization: `Bearer ${authorization}` }) }, body: JSON.stringify({ query }) })
    return await response.json() as Awaited<ReturnType<typeof ask>>
  }
  for (let i = 0; i < 3; i++) expect((await ask('query Next { nextToJump { id } }', key)).data).toEqual({ nextToJump: [] })
  await ask('query Time { serverTime }')
  while ((await stored('usage_days')).operations < 4) await new Promise(setImmediate)
  expect(await ask('query Mine { usage(by: [PRINCIPAL, OPERATION]) { principal operation operations } }', key)).toMatchObject({ data: { usage: [{ principal: `key:${id}`, operation: 'Next', operations: 3 }] } })
  expect((await ask('query Other { usage(principal: "anonymous") { operations } }', key)).errors?.[0]?.extensions.code).toBe('FORBIDDEN')
  expect((await ask('query None { usage { operations } }')).errors?.[0]?.extensions.code).toBe('FORBIDDEN')
  const { data } = await ask('query All { usage(by: [PRINCIPAL]) { principal } }', token)
  expect((data?.['usage'] as readonly { readonly principal: string }[]).map(({ principal }) => principal)).toEqual(expect.arrayContaining(['anonymous', `key:${id}`]))
  running.process.kill('SIGTERM')
  await running.finished
  const invoice = await racegraph(['usage', 'invoice', '--month', new Date().toISOString().slice(0, 7), '--json'], env)
  expect(JSON.parse(invoice.stdout)).toMatchObject({ owners: [{ owner: 'Acme', amount: null, keys: [{ name: 'web', tier: 'free', principal: `key:${id}`, operations: 5, failed: 1 }] }, { owner: null }] })
})
