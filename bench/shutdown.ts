import { startRacegraph } from './contestants'
import { openDatabase } from './database'
import { agentFor, send, type Call } from './load'
import { median } from './measure'
import { mixedCalls } from './mixed'
import type { BenchOptions } from './options'

export const describe = 'SIGTERM under load: requests that fail, and how long stopping takes'

const LOAD_MS = 3_000

interface Stop { readonly answered: number; readonly refused: number; readonly failures: readonly string[]; readonly stopMs: number; readonly exitCode: number | null }
export interface ShutdownResult { readonly rounds: readonly Stop[]; readonly answered: number; readonly failed: number; readonly medianStopMs: number }

/** A connection that is refused was never a request: a balancer sends it elsewhere. Anything else that is not an answer is a failure. */
const isRefused = (error: unknown): boolean => (error as { code?: string }).code === 'ECONNREFUSED'

export const run = async (options: BenchOptions): Promise<ShutdownResult> => {
  const database = await openDatabase(options)
  try {
    const calls = await mixedCalls(database.url)
    const rounds: Stop[] = []
    for (let round = 0; round < options.rounds; round++) rounds.push(await stopUnderLoad(database.url, calls, options))
    return report({ rounds, answered: rounds.reduce((sum, { answered }) => sum + answered, 0), failed: rounds.reduce((sum, { failures }) => sum + failures.length, 0), medianStopMs: median(rounds.map(({ stopMs }) => stopMs)) }, options)
  } finally { await database.close() }
}

const stopUnderLoad = async (databaseUrl: string, calls: readonly Call[], options: BenchOptions): Promise<Stop> => {
  const server = await startRacegraph(databaseUrl, options)
  const agent = agentFor(options.concurrency)
  const failures: string[] = []
  let answered = 0
  let refused = 0
  let next = 0
  const client = async (): Promise<void> => {
    while (refused === 0) {
      try {
        const answer = await send(server.url, agent, calls[next++ % calls.length] as Call)
        if (answer.status === 200 && answer.body.startsWith('{"data"')) answered++; else failures.push(`${answer.status} ${answer.body.slice(0, 200)}`)
      } catch (error) {
        if (isRefused(error)) refused++; else failures.push(String(error))
      }
    }
  }
  const clients = Array.from({ length: options.concurrency }, client)
  await new Promise((resolve) => { setTimeout(resolve, LOAD_MS) })
  const signalled = performance.now()
  await server.stop()
  const stopMs = performance.now() - signalled
  await Promise.all(clients)
  agent.destroy()
  return { answered, refused, failures, stopMs, exitCode: server.child.exitCode }
}

const report = (result: ShutdownResult, options: BenchOptions): ShutdownResult => {
  options.say(`\nshutdown: SIGTERM after ${LOAD_MS / 1000} s of load, ${result.rounds.length} times, ${options.concurrency} connections`)
  options.say(`${result.answered} requests answered, ${result.failed} failed (bar: none): ${result.failed === 0 ? 'met' : 'missed'}; stopped in ${result.medianStopMs.toFixed(0)} ms (median), exit codes ${[...new Set(result.rounds.map(({ exitCode }) => exitCode))].join(', ')}`)
  for (const failure of result.rounds.flatMap(({ failures }) => failures).slice(0, 5)) options.say(`  ${failure}`)
  return result
}
