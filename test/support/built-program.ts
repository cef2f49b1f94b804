import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { globSync, rmSync, symlinkSync } from 'node:fs'
import { join, relative } from 'node:path'
import { buildSync } from 'esbuild'

const ROOT = join(__dirname, '..', '..')
const BUILD = 'RGT_BUILD'

/** Transpiles the program into a folder of this run's own, so that tests which start processes never run a stale dist/. */
export const buildProgram = (): string => {
  const outdir = join(ROOT, 'node_modules', '.cache', `racegraph-test-${process.pid}`)
  const entryPoints = globSync(['src/**/*.ts', 'migrations/*.ts', 'test/support/processes/*.ts', 'test/support/artefact.ts', 'test/support/ticks.ts', 'test/support/webhook-world.ts'], { cwd: ROOT }).map((file) => join(ROOT, file))
  buildSync({ entryPoints, outdir, outbase: ROOT, format: 'cjs', platform: 'node', target: 'node22', logLevel: 'error', tsconfigRaw: { compilerOptions: { target: 'ES2022', experimentalDecorators: true } } })
  symlinkSync(join(ROOT, 'schema'), join(outdir, 'schema'))
  process.env[BUILD] = outdir
  return outdir
}
export const removeProgram = (): void => { rmSync(String(process.env[BUILD]), { recursive: true, force: true }) }

export interface Finished { readonly code: number | null; readonly signal: NodeJS.Signals | null; readonly stdout: string; readonly stderr: string }
export interface Running {
  readonly process: ChildProcess
  readonly pid: number
  readonly finished: Promise<Finished>
  /** Resolves with everything written so far to stdout and stderr once `pattern` is in it; rejects when the process ends first. */
  saw(pattern: RegExp): Promise<string>
}
/** The variables of this machine that could reach racegraph are left out. */
const cleanEnvironment = (env: Readonly<Record<string, string>>): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(RACEGRAPH_|RGT_|DATABASE_URL$|REDIS_URL$|BETFAIR_|PORT$|HOST$|NODE_ENV$|LOG_LEVEL$|JEST_)/.test(name))), ...env,
})

const alive = new Set<ChildProcess>()
/** For afterEach: a test that failed half way must not leave its processes behind, nor jest waiting for them. */
export const endPrograms = async (): Promise<void> => {
  await Promise.all([...alive].map((child) => new Promise((resolve) => { child.once('close', resolve); child.kill('SIGKILL') })))
}

/** Starts `node <built file> ...args`; `file` is a source path such as `src/cli/main.ts`. */
export const startProgram = (file: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Running => {
  const script = join(String(process.env[BUILD]), relative(ROOT, join(ROOT, file)).replace(/\.ts$/, '.js'))
  const child = spawn(process.execPath, [script, ...args], { cwd: ROOT, env: cleanEnvironment(env), stdio: ['ignore', 'pipe', 'pipe'] })
  alive.add(child)
  child.once('close', () => { alive.delete(child) })
  let [stdout, stderr] = ['', '']
  const watchers = new Set<() => void>()
  child.stdout.on('data', (chunk: Buffer) => { stdout += chunk.toString(); for (const watch of watchers) watch() })
  child.stderr.on('data', (chunk: Buffer) => { stderr += chunk.toString(); for (const watch of watchers) watch() })
  const finished = new Promise<Finished>((resolve) => { child.once('close', (code, signal) => { resolve({ code, signal, stdout, stderr }) }) })
  const saw = (pattern: RegExp): Promise<string> => new Promise((resolve, reject) => {
    const watch = (): void => {
      if (!pattern.test(stdout + stderr)) return
      watchers.delete(watch)
      resolve(stdout + stderr)
    }
    watchers.add(watch)
    watch()
    void finished.then(() => { reject(new Error(`${file} ${args.join(' ')} ended before ${String(pattern)} was seen:\n${stdout}${stderr}`)) })
  })
  return { process: child, pid: Number(child.pid), finished, saw }
}

/** Runs a racegraph command to its end. */
export const racegraph = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Finished> => startProgram('src/cli/main.ts', args, env).finished
