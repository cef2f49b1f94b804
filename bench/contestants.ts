import { fork, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, type BenchOptions } from './options'

/** A server under measurement: a process of its own on the shared database. */
export interface Contestant { readonly name: ContestantName; readonly url: URL; readonly pid: number; readonly child: ChildProcess; stop(): Promise<void> }
/** `before` is another build of racegraph, that --before names: what a change did is seen in one run. */
export type ContestantName = 'racegraph' | 'before' | 'floor' | 'postgraphile' | 'mercurius'
const CONTESTANTS: readonly ContestantName[] = ['racegraph', 'before', 'floor', 'postgraphile', 'mercurius']
/** Both builds of racegraph are asked the same. */
export const dialectOf = (name: ContestantName): Exclude<ContestantName, 'before'> => (name === 'before' ? 'racegraph' : name)

const START_TIMEOUT_MS = 60_000

const ended = (child: ChildProcess): Promise<number | null> => (child.exitCode !== null || child.signalCode !== null ? Promise.resolve(child.exitCode) : new Promise((resolve) => { child.once('exit', resolve) }))

/** Stops with SIGTERM, which lets a profile be written; a process that does not end within 20 s is killed. */
const stopper = (child: ChildProcess) => async (): Promise<void> => {
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 20_000)
  await ended(child)
  clearTimeout(timer)
}

const freePort = (): Promise<number> => new Promise((resolve) => {
  const probe = createServer()
  probe.listen(0, '127.0.0.1', () => {
    const address = probe.address()
    probe.close(() => { resolve(address !== null && typeof address === 'object' ? address.port : 0) })
  })
})

/** Another build may know nothing of it. */
const OPEN = { RACEGRAPH_LIMITS: 'off', RACEGRAPH_ANONYMOUS: 'open' }

/** As in production: the compiled program, its whole HTTP stack with every limit of operations, log level warn; open to all and without budgets, which `access` measures. */
export const startRacegraph = async (databaseUrl: string, options: BenchOptions, name: 'racegraph' | 'before' = 'racegraph', env: Readonly<Record<string, string>> = {}): Promise<Contestant> => {
  const port = await freePort()
  const dist = name === 'before' && options.before !== null ? options.before : join(ROOT, 'dist')
  const profile = options.profile === null || name === 'before' ? [] : ['--cpu-prof', `--cpu-prof-dir=${options.profile}`]
  if (options.profile !== null) mkdirSync(options.profile, { recursive: true })
  const child = fork(join(dist, 'src', 'cli', 'main.js'), ['start'], {
    execArgv: [...readFileSync(join(ROOT, 'script', 'node-options'), 'utf8').trim().split(' '), ...profile], stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production', PORT: String(port), DATABASE_URL: databaseUrl, RACEGRAPH_HOME: join(options.home, 'racegraph'), LOG_LEVEL: 'warn', RACEGRAPH_DEMO: 'off', ...(name === 'before' ? {} : OPEN), ...env },
  })
  const url = new URL(`http://127.0.0.1:${port}`)
  await ready(child, url)
  return { name, url, pid: child.pid ?? 0, child, stop: stopper(child) }
}

const ready = async (child: ChildProcess, url: URL): Promise<void> => {
  for (const from = Date.now(); Date.now() - from < START_TIMEOUT_MS;) {
    if (child.exitCode !== null) throw new Error(`racegraph ended with ${child.exitCode} before it served`)
    const response = await fetch(new URL('/readyz', url)).catch(() => null)
    if (response?.ok === true) return
    await new Promise((resolve) => { setTimeout(resolve, 50) })
  }
  child.kill('SIGKILL')
  throw new Error(`racegraph was not ready within ${START_TIMEOUT_MS / 1000} s`)
}

const startPeer = async (name: Exclude<ContestantName, 'racegraph' | 'before'>, databaseUrl: string): Promise<Contestant> => {
  const child = fork(join(__dirname, 'peers', `${name}.js`), { env: { ...process.env, NODE_ENV: 'production', GRAPHILE_ENV: 'production', DATABASE_URL: databaseUrl } })
  const port = await new Promise<number>((resolve, reject) => {
    const timer = setTimeout(() => { child.kill('SIGKILL'); reject(new Error(`${name} was not ready within ${START_TIMEOUT_MS / 1000} s`)) }, START_TIMEOUT_MS)
    child.once('message', (message: { port: number }) => { clearTimeout(timer); resolve(message.port) })
    child.once('exit', (code) => { clearTimeout(timer); reject(new Error(`${name} ended with ${code} before it served`)) })
  })
  return { name, url: new URL(`http://127.0.0.1:${port}`), pid: child.pid ?? 0, child, stop: stopper(child) }
}

/** Starts all contestants; when one cannot start, those that did are stopped. */
export const startContestants = async (databaseUrl: string, options: BenchOptions): Promise<readonly Contestant[]> => {
  const started: Contestant[] = []
  try {
    for (const name of CONTESTANTS.filter((each) => (each !== 'before' || options.before !== null) && (options.only === null || options.only.includes(each)))) {
      started.push(name === 'racegraph' || name === 'before' ? await startRacegraph(databaseUrl, options, name) : await startPeer(name, databaseUrl))
    }
    return started
  } catch (error) {
    await Promise.all(started.map((each) => each.stop()))
    throw error
  }
}
