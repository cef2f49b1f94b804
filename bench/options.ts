import { join, resolve } from 'node:path'

/** The repository's folder, from bench/dist/bench. */
export const ROOT = resolve(__dirname, '..', '..', '..')

/** What every benchmark is run with. */
export interface BenchOptions {
  /** One JSON document on standard output; everything for people goes to standard error. */
  readonly json: boolean
  readonly markdown: boolean
  /** How often each contestant is measured; medians are reported. */
  readonly rounds: number
  /** Requests of one round for each contestant; null = chosen so that a round takes about `ROUND_CPU_MS` of CPU. */
  readonly requests: number | null
  readonly concurrency: number
  /** Length of `memory`. */
  readonly minutes: number
  /** In `memory`, one request in so many is a document that the server has never seen; 0 = none. */
  readonly novelEvery: number
  /** Where the scratch database lives between runs. */
  readonly home: string
  /** Database to measure on; null = the scratch database, filled on first use. */
  readonly databaseUrl: string | null
  /** Contestants to measure; null = all. */
  readonly only: readonly string[] | null
  /** dist/ of another build of racegraph to measure beside this one; null = none. */
  readonly before: string | null
  /** Where a CPU profile of racegraph's process is written; null = none. */
  readonly profile: string | null
  say(line: string): void
}

export const DEFAULTS = { rounds: 7, concurrency: 2, minutes: 5, home: join(ROOT, '.racegraph', 'bench') }

/** A benchmark: one file in bench/ that says what it answers and gives what it measured. */
export interface Bench {
  readonly describe: string
  run(options: BenchOptions): Promise<object>
}
