import { isDeepStrictEqual } from 'node:util'
import { agentFor, closedLoop, send, type Call } from './load'
import { cpuOfTree } from './cpu'
import { openDatabase, withClient, type BenchDatabase } from './database'
import { dialectOf, startContestants, type Contestant, type ContestantName } from './contestants'
import type { BenchOptions } from './options'
import type { Case, Question } from './questions/question'

/** CPU milliseconds for one request: the medians of the rounds. `postgres` is null where the database runs elsewhere. */
export interface Measured {
  readonly contestant: ContestantName
  readonly requests: number
  readonly nodeMs: number
  readonly postgresMs: number | null
  readonly totalMs: number
  readonly medianLatencyMs: number
  readonly p99LatencyMs: number
  readonly bytes: number
  /** Total CPU of each round. */
  readonly rounds: readonly number[]
}
export interface Measurement { readonly question: string; readonly rows: string; readonly cases: number; readonly concurrency: number; readonly contestants: readonly Measured[]; readonly ratios: Readonly<Record<string, number>> }

const ROUND_CPU_MS = 1_000
const WARM_UP_MS = 3_000

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] ?? NaN : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2
}
export const quantile = (values: readonly number[], q: number): number => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))] ?? NaN

interface Round { readonly nodeMs: number; readonly postgresMs: number | null; readonly latenciesMs: readonly number[]; readonly bytes: number }
interface Lane { readonly contestant: Contestant; readonly calls: readonly Call[]; requests: number; readonly rounds: Round[] }

/** Asks all contestants one question, checks that they say the same, and measures them in turns. */
export const measure = async (question: Question, options: BenchOptions): Promise<Measurement> => {
  const database = await openDatabase(options)
  try {
    const cases = await withClient(database.url, (client) => question.cases(client))
    if (cases.length === 0) throw new Error(`there is nothing in the database to ask "${question.name}" about`)
    const contestants = await startContestants(database.url, options)
    try {
      await checkAnswers(cases, contestants)
      const lanes = contestants.map((contestant): Lane => ({ contestant, calls: cases.map((each) => each.calls[dialectOf(contestant.name)]), requests: 0, rounds: [] }))
      for (const lane of lanes) await warmUp(lane, options)
      for (let round = 0; round < options.rounds; round++) {
        options.say(`${question.name}: round ${round + 1} of ${options.rounds}`)
        for (const lane of rotated(lanes, round)) lane.rounds.push(await runRound(lane, database, options))
      }
      const measured = lanes.map(summary)
      return { question: question.name, rows: database.rows, cases: cases.length, concurrency: options.concurrency, contestants: measured, ratios: ratiosOf(measured) }
    } finally { await Promise.all(contestants.map((each) => each.stop())) }
  } finally { await database.close() }
}

/** Whoever comes first differs by round. */
const rotated = <T>(items: readonly T[], by: number): readonly T[] => items.map((_, i) => items[(i + by) % items.length] as T)

/** Every case, answered by every contestant, must come to the same normal form. */
const checkAnswers = async (cases: readonly Case[], contestants: readonly Contestant[]): Promise<void> => {
  const agent = agentFor(1)
  for (const each of cases) {
    let first: { readonly name: string; readonly value: unknown } | null = null
    for (const { name, url } of contestants) {
      const answer = await send(url, agent, each.calls[dialectOf(name)])
      const said = JSON.parse(answer.body) as { data?: unknown; errors?: unknown }
      if (answer.status !== 200 || said.errors !== undefined) throw new Error(`${name} answered ${answer.status}: ${answer.body.slice(0, 1000)}`)
      const value = each.normalise[dialectOf(name)](said.data)
      if (first === null) first = { name, value }
      else if (!isDeepStrictEqual(value, first.value)) throw new Error(`${name} and ${first.name} do not say the same: ${difference(value, first.value)}`)
    }
  }
  agent.destroy()
}
const difference = (a: unknown, b: unknown): string => {
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)]
  let at = 0
  while (at < left.length && left[at] === right[at]) at++
  return `\n  ${left.slice(Math.max(0, at - 100), at + 100)}\n  ${right.slice(Math.max(0, at - 100), at + 100)}`
}

/** Until V8 has compiled what is hot; also finds how many requests make a round. */
const warmUp = async (lane: Lane, options: BenchOptions): Promise<void> => {
  const agent = agentFor(options.concurrency)
  const from = performance.now()
  let cpu = 0
  while (performance.now() - from < WARM_UP_MS) {
    const before = cpuOfTree(lane.contestant.pid)
    await closedLoop(lane.contestant.url, agent, lane.calls, 200, options.concurrency)
    cpu = (cpuOfTree(lane.contestant.pid) - before) / 200
  }
  agent.destroy()
  lane.requests = options.requests ?? Math.min(5_000, Math.max(200, Math.round(ROUND_CPU_MS / Math.max(0.2, cpu))))
}

const runRound = async (lane: Lane, database: BenchDatabase, options: BenchOptions): Promise<Round> => {
  const agent = agentFor(options.concurrency)
  const cpu = (): { node: number; postgres: number } => ({ node: cpuOfTree(lane.contestant.pid), postgres: database.postmaster === null ? 0 : cpuOfTree(database.postmaster) })
  const before = cpu()
  const { latenciesMs, bytes } = await closedLoop(lane.contestant.url, agent, lane.calls, lane.requests, options.concurrency)
  const after = cpu()
  agent.destroy()
  return {
    nodeMs: (after.node - before.node) / lane.requests,
    postgresMs: database.postmaster === null ? null : (after.postgres - before.postgres) / lane.requests,
    latenciesMs, bytes: bytes / lane.requests,
  }
}

const summary = ({ contestant, requests, rounds }: Lane): Measured => {
  const totals = rounds.map(({ nodeMs, postgresMs }) => nodeMs + (postgresMs ?? 0))
  const latencies = rounds.flatMap(({ latenciesMs }) => latenciesMs)
  return {
    contestant: contestant.name, requests,
    nodeMs: median(rounds.map(({ nodeMs }) => nodeMs)),
    postgresMs: rounds.some(({ postgresMs }) => postgresMs === null) ? null : median(rounds.map(({ postgresMs }) => postgresMs ?? 0)),
    totalMs: median(totals), medianLatencyMs: median(latencies), p99LatencyMs: quantile(latencies, 0.99), bytes: median(rounds.map(({ bytes }) => bytes)), rounds: totals,
  }
}

/** racegraph's total over each other's. */
const ratiosOf = (measured: readonly Measured[]): Record<string, number> => {
  const own = measured.find(({ contestant }) => contestant === 'racegraph')
  return own === undefined ? {} : Object.fromEntries(measured.filter((each) => each !== own).map((each) => [each.contestant, own.totalMs / each.totalMs]))
}
