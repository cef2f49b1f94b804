import { existsSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { findPostmaster, stopPostmaster } from '../../src/storage/embedded/postmaster'
import { endPrograms, startProgram } from '../support/built-program'
import type { Running } from '../support/built-program'
import { temporaryFolder } from '../support/temporary-folder'

let folder: ReturnType<typeof temporaryFolder>
let home: string
const data = (): string => join(home, 'postgres', 'data')
const serve = (env: Readonly<Record<string, string>> = {}): Running => startProgram('src/cli/main.ts', ['start'], { RACEGRAPH_HOME: home, RACEGRAPH_DEMO: 'off', PORT: '0', LOG_LEVEL: 'warn', ...env })
const addressOf = async (running: Running): Promise<string> => /(http:\/\/localhost:\d+)\/graphql/.exec(await running.saw(/Ctrl-C stops it\.\n/))?.[1] ?? ''

beforeEach(() => { folder = temporaryFolder(); home = join(folder.path, 'home') })
afterEach(async () => {
  await endPrograms()
  const left = findPostmaster(data())
  if (left !== null) await stopPostmaster(left.pid)
  folder.remove()
})

const get = (url: string, agent: Agent): Promise<{ status: number | undefined; body: string }> => new Promise((resolve, reject) => {
  request(url, { agent, headers: { accept: 'application/json' } }, (response) => {
    let body = ''
    response.on('data', (chunk: Buffer) => { body += chunk.toString() })
    response.on('end', () => { resolve({ status: response.statusCode, body }) })
  }).on('error', reject).end()
})

describe('the server as a process', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('%s, twice as npm passes it on, with an idle kept-alive connection: ends with 0 and leaves nothing running', async (signal) => {
    const running = serve()
    const base = await addressOf(running)
    const agent = new Agent({ keepAlive: true })
    expect((await get(`${base}/readyz`, agent)).status).toBe(200)
    expect(JSON.parse((await get(`${base}/graphql?query=%7BserverTime%7D`, agent)).body)).toMatchObject({ data: { serverTime: expect.any(String) as string } })
    running.process.kill(signal)
    running.process.kill(signal)
    const { code, stderr } = await running.finished
    expect({ code, tail: stderr.trimEnd().split('\n').at(-1) }).toEqual({ code: 0, tail: 'Stopped.' })
    expect(findPostmaster(data())).toBeNull()
    agent.destroy()
  })
  test('the curl line that it prints is a query that works', async () => {
    const running = serve()
    const body = /-d '(\{.*\})'/.exec(await running.saw(/Ctrl-C stops it\.\n/))?.[1]
    const response = await fetch(`${await addressOf(running)}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: String(body) })
    expect(await response.json()).toMatchObject({ data: { nextToJump: [] } })
    running.process.kill('SIGTERM')
    await running.finished
  })
  test('a signal while it is still starting: ends with 0 and leaves nothing running', async () => {
    const running = serve({ RACEGRAPH_DEMO: 'on' })
    await running.saw(/Loading the demonstration season/)
    running.process.kill('SIGTERM')
    const { code, stdout, stderr } = await running.finished
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
    expect(stderr).toContain('The next start goes on from there.')
    expect(findPostmaster(data())).toBeNull()
  })
  test('a port in use: one line, exit code 1, and no database was made for it', async () => {
    const holder = createServer()
    await new Promise<void>((resolve) => { holder.listen(0, '127.0.0.1', resolve) })
    const port = String((holder.address() as AddressInfo).port)
    const { code, stdout, stderr } = await serve({ PORT: port }).finished
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(new RegExp(`^racegraph: Port ${port} on 127\\.0\\.0\\.1 is in use\\..*\\n$`))
    expect(existsSync(home)).toBe(false)
    holder.close()
  })
  test('a host that is not this machine\'s: one line, exit code 2', async () => {
    const { code, stderr } = await serve({ HOST: '192.0.2.1' }).finished
    expect(code).toBe(2)
    expect(stderr).toMatch(/^racegraph: The host 192\.0\.2\.1 is not an address of this machine\..*\n$/)
  })
})
