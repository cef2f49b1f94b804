import { parseArgs } from 'node:util'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { DEFAULTS, type Bench, type BenchOptions } from './options'

const NAMES = ['card', 'narrow', 'form', 'list', 'http', 'access', 'memory', 'shutdown', 'import', 'features', 'predict', 'explain', 'commentary', 'fanout', 'books', 'ticks', 'live'] as const

const USAGE = `npm run bench -- <name> [options]

Names:
%s
Options:
  --rounds N        rounds for each contestant (default ${DEFAULTS.rounds})
  --requests N      requests of a round (default: about a second of CPU)
  --concurrency N   keep-alive connections, 1 to 4 (default ${DEFAULTS.concurrency})
  --minutes N       length of "memory" (default ${DEFAULTS.minutes})
  --novel N         in "memory", one request in N is a document never seen before (default none)
  --only A,B        contestants: racegraph, floor, postgraphile, mercurius; of "predict" and "explain" names of models
  --before DIST     also measure another build of racegraph, by its dist folder
  --profile DIR     write a CPU profile of racegraph there
  --home DIR        where the scratch database is kept (default .racegraph/bench)
  --database URL    measure on this database instead (its CPU is counted only if it runs on this machine)
  --json            one JSON document on standard output (npm run --silent)
  --markdown        tables as in docs/benchmarks.md
`

const load = (name: string): Bench | null => {
  const file = join(__dirname, `${name}.js`)
  if (!existsSync(file)) return null
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- named on the command line
  return require(file) as Bench
}

const usage = (): string => USAGE.replace('%s', NAMES.flatMap((name) => { const bench = load(name); return bench === null ? [] : [`  ${name.padEnd(10)} ${bench.describe}\n`] }).join(''))

const atLeast = (flag: string, text: string | undefined, least: number, fallback: number): number => {
  if (text === undefined) return fallback
  const value = Number(text)
  if (!Number.isFinite(value) || value < least) throw new Error(`--${flag} takes a number from ${least}, not "${text}"`)
  return value
}

const parse = (): { name: string | undefined; help: boolean; options: BenchOptions } => {
  const text = { type: 'string' } as const
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h' }, json: { type: 'boolean' }, markdown: { type: 'boolean' }, rounds: text, requests: text, concurrency: text, minutes: text, novel: text, only: text, before: text, profile: text, home: text, database: text },
  })
  const json = values.json ?? false
  const out = json ? process.stderr : process.stdout
  return {
    name: positionals[0], help: values.help ?? false,
    options: {
      json, markdown: values.markdown ?? false,
      rounds: atLeast('rounds', values.rounds, 1, DEFAULTS.rounds),
      requests: values.requests === undefined ? null : atLeast('requests', values.requests, 1, 0),
      concurrency: Math.min(4, atLeast('concurrency', values.concurrency, 1, DEFAULTS.concurrency)),
      minutes: atLeast('minutes', values.minutes, 0.1, DEFAULTS.minutes),
      only: values.only?.split(',') ?? null,
      before: values.before === undefined ? null : resolve(values.before),
      profile: values.profile === undefined ? null : resolve(values.profile),
      novelEvery: atLeast('novel', values.novel, 0, 0),
      home: values.home === undefined ? DEFAULTS.home : resolve(values.home),
      databaseUrl: values.database ?? null,
      say: (line) => { out.write(`${line}\n`) },
    },
  }
}

const main = async (): Promise<number> => {
  const { name, help, options } = parse()
  if (help || name === undefined) { process.stdout.write(usage()); return help ? 0 : 2 }
  const bench = (NAMES as readonly string[]).includes(name) ? load(name) : null
  if (bench === null) { process.stderr.write(`bench: there is no benchmark "${name}".\n${usage()}`); return 2 }
  const measured = await bench.run(options)
  if (options.json) process.stdout.write(`${JSON.stringify(measured, null, 2)}\n`)
  return 0
}

main().then((code) => { process.exitCode = code }, (error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.stack ?? error.message : String(error)}\n`)
  process.exitCode = 1
})
