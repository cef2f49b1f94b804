import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { endPrograms, startProgram, type Running } from '../../support/built-program'
import type { TestDatabase } from '../../support/database'
import { graphDatabase } from '../../support/graph-fixture'

/** Costs 1 for the connection and 10 for its page, whatever is in it. */
const QUERY = '{ races(first: 10) { totalCount nodes { name number scheduledStart status distance } } }'
const COST_PER_MINUTE = 6_000
const ROUNDS = 5
const REQUESTS = 400
/** What the machine's other work may add on top of the bar, which `bench/access` holds strictly. */
const NOISE_MS = 100

let database: TestDatabase
beforeAll(async () => { database = await graphDatabase() })
afterEach(() => endPrograms())
afterAll(() => database.close())

const agent = new Agent({ keepAlive: true, maxSockets: 1 })
afterAll(() => { agent.destroy() })
const body = JSON.stringify({ query: QUERY })
const ask = (url: string, key: string): Promise<{ status: number; ms: number; cost: { requested: number; actual: number } | undefined }> => new Promise((resolve, reject) => {
  const began = performance.now()
  const asked = request(`${url}/graphql`, { method: 'POST', agent, headers: { 'content-type': 'application/json', accept: 'application/json', 'content-length': Buffer.byteLength(body), 'x-key': key } }, (response) => {
    let text = ''
    response.on('data', (chunk: Buffer) => { text += chunk.toString() })
    response.on('end', () => { resolve({ status: response.statusCode ?? 0, ms: performance.now() - began, cost: (JSON.parse(text) as { extensions?: { cost: { requested: number; actual: number } } }).extensions?.cost }) })
  })
  asked.on('error', reject)
  asked.end(body)
})
const residentMb = ({ pid }: Running): number => Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024)
const p99 = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? NaN
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN

test('a flood from one key at ten times its budget is refused, and another key is served as if it were alone', async () => {
  const server = startProgram('test/support/processes/limited-server.ts', [database.url, String(COST_PER_MINUTE)])
  const url = /serves (\S+)/.exec(await server.saw(/serves \S+\n/))?.[1] ?? ''
  const costs = (await ask(url, 'quiet')).cost
  const perSecond = (10 * COST_PER_MINUTE) / 60 / (costs?.actual ?? NaN)
  const flood: Running = startProgram('test/support/processes/flood.ts', [url, QUERY, String(perSecond)])
  await flood.saw(/ready/)
  // What a whole budget holds is spent before, so that the flood meets an empty one.
  while ((await ask(url, 'flooded')).status === 200);

  const before = residentMb(server)
  const quiet: number[] = []
  const flooded: number[] = []
  const statuses = new Set<number>()
  const measured = async (into: number[]): Promise<void> => {
    const all: number[] = []
    for (let i = 0; i < REQUESTS; i++) {
      const { status, ms } = await ask(url, 'quiet')
      statuses.add(status)
      all.push(ms)
    }
    into.push(p99(all))
  }
  await measured([])
  for (let round = 0; round < ROUNDS; round++) {
    await measured(quiet)
    flood.process.kill('SIGUSR2')
    await measured(flooded)
    flood.process.kill('SIGUSR2')
    await flood.saw(new RegExp(`(flooded [^\\n]*\\n[\\s\\S]*){${round + 1}}`))
  }
  const told = (await flood.saw(/flooded/)).split('\n').filter((line) => line.startsWith('flooded')).map((line) => JSON.parse(line.slice(8)) as { sent: number; answers: Record<string, number> })
  const [all, refused] = [told.reduce((sum, { sent }) => sum + sent, 0), told.reduce((sum, { answers }) => sum + (answers['429'] ?? 0), 0)]
  process.stderr.write(`\noverload: p99 of the other key ${median(quiet).toFixed(1)} ms quiet, ${median(flooded).toFixed(1)} ms under a flood of ${perSecond.toFixed(0)} operations a second (medians of ${ROUNDS} rounds of ${REQUESTS}); of ${all} the flood sent ${refused} were refused; memory ${before} MB before, ${residentMb(server)} MB after\n`)
  expect([...statuses]).toEqual([200])
  expect(residentMb(server)).toBeLessThan(before + 100)
  expect(refused).toBeGreaterThan(all * 0.5)
  expect(median(flooded)).toBeLessThan(2 * median(quiet) + NOISE_MS)
}, 120_000)
