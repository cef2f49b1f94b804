import { parseArgs } from 'node:util'
import { buildGraph } from '../../src/graphql/schema'
import { endPrograms } from '../support/built-program'
import setUp from '../support/global-setup'
import tearDown from '../support/global-teardown'
import { fuzz, type FuzzReport } from './fuzz'
import { startFuzzedServer } from './server'

const USAGE = `npm run fuzz -- [options]

Sends made-up requests to racegraph on this machine, over a small database of its own, and judges every answer.

  --runs N         requests (default 100000)
  --seed N         decides the requests (default 1)
  --connections N  at once, 1 to 8 (default 6)
  --json           the report as one JSON document on standard output (npm run --silent)

Ends with 1 when something failed.
`

const whole = (flag: string, text: string | undefined, least: number, most: number, fallback: number): number => {
  const value = text === undefined ? fallback : Number(text)
  if (!Number.isInteger(value) || value < least || value > most) throw new Error(`--${flag} takes a whole number from ${least} to ${most}, not "${String(text)}"`)
  return value
}

const run = async (runs: number, seed: number, connections: number): Promise<FuzzReport & { readonly residentMb: { readonly before: number | null; readonly after: number | null }; readonly server: readonly string[] }> => {
  await setUp()
  try {
    const server = await startFuzzedServer()
    const schema = buildGraph()
    await fuzz({ origin: server.origin, schema, runs: 500, seed: seed + 1, connections }) // warm: memory is compared from here
    const before = server.residentMb()
    const every = Math.max(250, Math.round(runs / 40 / 250) * 250)
    const report = await fuzz({ origin: server.origin, schema, runs, seed, connections, progress: (done, failures) => { if (done % every === 0 || done === runs) process.stderr.write(`${done} of ${runs} requests, ${failures} kinds of failure, ${String(server.residentMb())} MB\n`) } })
    const after = server.residentMb()
    return { ...report, residentMb: { before, after }, server: await server.stop() }
  } finally {
    await endPrograms()
    await tearDown()
  }
}

const list = (counts: Readonly<Record<string, number>>): string => Object.entries(counts).sort(([, a], [, b]) => b - a).map(([key, n]) => `${key} ${n}`).join(', ')

interface Options { readonly runs: number; readonly seed: number; readonly connections: number; readonly json: boolean; readonly help: boolean }
const readOptions = (): Options | null => {
  const text = { type: 'string' } as const
  try {
    const { values } = parseArgs({ options: { runs: text, seed: text, connections: text, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } })
    return { runs: whole('runs', values.runs, 1, 10_000_000, 100_000), seed: whole('seed', values.seed, 0, 2 ** 31, 1), connections: whole('connections', values.connections, 1, 8, 6), json: values.json ?? false, help: values.help ?? false }
  } catch (error) {
    process.stderr.write(`fuzz: ${(error as Error).message}\n`)
    return null
  }
}

const main = async (): Promise<number> => {
  const options = readOptions()
  if (options === null) return 2
  if (options.help) { process.stdout.write(USAGE); return 0 }
  const report = await run(options.runs, options.seed, options.connections)
  const { failures, server, residentMb } = report
  if (options.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
  else {
    process.stdout.write(`${report.runs} requests with seed ${report.seed} in ${report.seconds} s; ${report.answered} answered with data and no error; slowest ${report.slowestMs} ms\nkinds:    ${list(report.byKind)}\nstatuses: ${list(report.byStatus)}\ncodes:    ${list(report.byCode)}\nmemory:   ${String(residentMb.before)} MB before, ${String(residentMb.after)} MB after\n`)
    for (const { kind, problem, count, reproduction } of failures) process.stdout.write(`\nFAILED ${count} times, ${kind}: ${problem}\n  ${reproduction}\n`)
    for (const line of server) process.stdout.write(`\nFAILED, ${line}\n`)
    process.stdout.write(failures.length + server.length === 0 ? 'Nothing failed.\n' : `\n${failures.length + server.length} failures.\n`)
  }
  return failures.length + server.length === 0 ? 0 : 1
}

main().then((code) => { process.exit(code) }, (error: unknown) => {
  process.stderr.write(`fuzz: ${error instanceof Error ? error.stack ?? error.message : String(error)}\n`)
  process.exit(2)
})
