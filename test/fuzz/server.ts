import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededDatabase } from '../support/database'
import { startProgram } from '../support/built-program'
import { fillGraph } from '../support/graph-fixture'

export interface FuzzedServer {
  readonly origin: string
  /** Resident memory of the server's process now, MB; null where the system does not tell. */
  residentMb(): number | null
  /** Stops it. Gives what was wrong: lines on standard error that a healthy server does not write, an exit code other than 0. */
  stop(): Promise<readonly string[]>
}

/** The program itself, as `npm start` runs it, over the little racing world of the tests. `settings` are variables of its environment. */
export const startFuzzedServer = async (settings: Readonly<Record<string, string>> = {}): Promise<FuzzedServer> => {
  const database = await seededDatabase('graph_fixture', fillGraph)
  const home = mkdtempSync(join(tmpdir(), 'racegraph-fuzz-'))
  const server = startProgram('src/cli/main.ts', ['start'], { DATABASE_URL: database.url, RACEGRAPH_HOME: home, RACEGRAPH_DEMO: 'off', HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'warn', RACEGRAPH_LIMITS: 'off', ...settings })
  const port = /http:\/\/localhost:(\d+)\/graphql/.exec(await server.saw(/Ctrl-C stops it\.\n/))?.[1]
  return {
    origin: `http://127.0.0.1:${String(port)}`,
    residentMb: () => {
      try { return Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]) / 1024) } catch { return null }
    },
    stop: async () => {
      server.process.kill('SIGTERM')
      const { code, signal, stderr } = await server.finished
      await database.close()
      rmSync(home, { recursive: true, force: true })
      return [...(code === 0 ? [] : [`the server ended with ${code ?? String(signal)}`]), ...oddLines(stderr)]
    },
  }
}

/** Each different line once, with how often it came. */
const oddLines = (stderr: string): readonly string[] => {
  const counts = new Map<string, { first: string; count: number }>()
  for (const line of stderr.split('\n')) {
    if (line.trim() === '' || isUsual(line)) continue
    const key = line.replace(/"time":"[^"]*"|"requestId":"[^"]*"|"path":\[[^\]]*\]|\d+/g, '')
    const known = counts.get(key)
    if (known === undefined) counts.set(key, { first: line, count: 1 })
    else known.count++
  }
  return [...counts.values()].slice(0, 50).map(({ first, count }) => `standard error, ${count} times: ${first.slice(0, 2_000)}`)
}

/** What every start and stop says. */
const isUsual = (line: string): boolean => /^(Stopped\.|Stopping|Migrat)|RACEGRAPH_LIMITS is off/.test(line)
