import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { temporaryFolder } from './temporary-folder'

const PROGRAM = '/usr/bin/redis-server'

export interface TestRedis {
  readonly url: string
  /** For looking at what is there; another one after a restart. */
  readonly client: Redis
  /** `kill -9`; resolves when the process is gone. */
  kill(): Promise<void>
  /** On the same port; `empty`: without what it had. Resolves when it answers. */
  start(how?: { readonly empty?: boolean }): Promise<void>
  close(): Promise<void>
}

const freePort = (): Promise<number> => new Promise((resolve, reject) => {
  const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo
    server.close(() => { resolve(port) })
  })
})
const boot = (args: readonly string[]): Promise<ChildProcess> => new Promise((resolve, reject) => {
  const child = spawn(PROGRAM, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  const hear = (chunk: Buffer): void => {
    said += chunk.toString()
    if (!said.includes('Ready to accept connections')) return
    child.off('close', gone)
    resolve(child)
  }
  const gone = (): void => { reject(new Error(`redis-server ended before it was ready:\n${said}`)) }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  child.once('close', gone)
})

/** A redis-server of the test's own, on a free port, with an append-only file in a folder of its own. */
export async function testRedis(more: readonly string[] = []): Promise<TestRedis> {
  const folder = temporaryFolder()
  const port = await freePort()
  let data = folder.path
  const run = (): Promise<ChildProcess> => boot(['--port', String(port), '--bind', '127.0.0.1', '--dir', data, '--save', '', '--appendonly', 'yes', '--appendfsync', 'always', ...more])
  const url = `redis://127.0.0.1:${port}/0`
  let child = await run()
  const open = (): Redis => new Redis(url, { retryStrategy: () => null }).on('error', () => undefined)
  let client = open()
  const kill = (): Promise<void> => new Promise((resolve) => {
    client.disconnect()
    if (child.exitCode !== null || child.signalCode !== null) { resolve(); return }
    child.once('close', () => { resolve() })
    child.kill('SIGKILL')
  })
  return {
    url,
    get client() { return client },
    kill,
    start: async ({ empty = false } = {}) => {
      if (empty) data = mkdtempSync(join(folder.path, 'anew-'))
      child = await run()
      client = open()
    },
    close: async () => {
      await kill()
      folder.remove()
    },
  }
}

/** A describe block over a real Redis. Where the program is absent its tests are listed as not run at the end of the run. */
export const describeWithRedis = (title: string, body: () => void): void => {
  if (existsSync(PROGRAM)) { describe(title, body); return }
  process.stderr.write(`\n*** ${PROGRAM} is not there (apt-get install redis-server): tests that need it DO NOT RUN ***\n`)
  describe.skip(`[not run: ${PROGRAM} is not there] ${title}`, body)
}
