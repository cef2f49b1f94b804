import { rssMb } from './cpu'
import { startRacegraph } from './contestants'
import { openDatabase } from './database'
import { agentFor, send } from './load'
import { median } from './measure'
import { mixedCalls, novelCall } from './mixed'
import type { BenchOptions } from './options'

export const describe = 'resident memory of racegraph under a bounded closed loop of mixed queries'

const SAMPLE_MS = 2_000
/** RSS may grow by so much between the first minute and the last. */
const MOST_GROWTH = 0.1

interface Sample { readonly s: number; readonly mb: number }
export interface MemoryResult {
  readonly minutes: number; readonly requests: number; readonly failed: number
  /** Median RSS of each minute, MB. */
  readonly rssMb: readonly number[]
  /** Lowest RSS of each minute, MB: nearest to what is really held, since V8 lets garbage stand between its large collections. */
  readonly lowestMb: readonly number[]
  /** From minute 1 to the last: 0.05 = 5% more. */
  readonly growth: number
  readonly samples: readonly Sample[]
}

export const run = async (options: BenchOptions): Promise<MemoryResult> => {
  const database = await openDatabase(options)
  try {
    const calls = await mixedCalls(database.url)
    const server = await startRacegraph(database.url, options)
    try {
      const agent = agentFor(options.concurrency)
      const samples: Sample[] = []
      const began = performance.now()
      const end = began + options.minutes * 60_000
      const timer = setInterval(() => { samples.push({ s: (performance.now() - began) / 1000, mb: rssMb(server.pid) }) }, SAMPLE_MS)
      let requests = 0
      let failed = 0
      const client = async (): Promise<void> => {
        while (performance.now() < end) {
          const n = requests++
          const answer = await send(server.url, agent, options.novelEvery > 0 && n % options.novelEvery === 0 ? novelCall(n) : calls[n % calls.length] ?? novelCall(n))
          if (answer.status !== 200 || answer.body.includes('"errors"')) { if (failed++ === 0) options.say(`first failure: ${answer.status} ${answer.body.slice(0, 300)}`) }
        }
      }
      await Promise.all(Array.from({ length: options.concurrency }, client)).finally(() => { clearInterval(timer) })
      agent.destroy()
      return report(summary(options.minutes, requests, failed, samples), options)
    } finally { await server.stop() }
  } finally { await database.close() }
}

const summary = (minutes: number, requests: number, failed: number, samples: readonly Sample[]): MemoryResult => {
  const byMinute = Array.from({ length: Math.max(1, Math.ceil(minutes)) }, (_, i) => samples.filter(({ s }) => s >= i * 60 && s < (i + 1) * 60).map(({ mb }) => mb))
  const rss = byMinute.map(median)
  return { minutes, requests, failed, rssMb: rss, lowestMb: byMinute.map((mb) => Math.min(...mb)), growth: (rss.at(-1) ?? NaN) / (rss[0] ?? NaN) - 1, samples }
}

const report = (result: MemoryResult, options: BenchOptions): MemoryResult => {
  const { minutes, requests, failed, rssMb: rss, lowestMb, growth } = result
  options.say(`\nmemory: ${requests} requests in ${minutes} minutes over ${options.concurrency} connections, ${failed} failed\n\n| minute | RSS, MB | lowest |\n|-------:|--------:|-------:|`)
  rss.forEach((mb, i) => { options.say(`| ${String(i + 1).padStart(6)} | ${mb.toFixed(0).padStart(7)} | ${(lowestMb[i] ?? NaN).toFixed(0).padStart(6)} |`) })
  options.say(`\nGrowth from minute 1 to minute ${rss.length}: ${(growth * 100).toFixed(1)}% (bar: under ${MOST_GROWTH * 100}%): ${growth < MOST_GROWTH ? 'met' : 'missed'}.`)
  return result
}
