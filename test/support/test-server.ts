import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { openEmbeddedServer } from '../../src/storage/embedded/embedded-server'
import { otherLeases } from '../../src/storage/embedded/leases'
import { findPostmaster, stopPostmaster } from '../../src/storage/embedded/postmaster'
import { migrate } from '../../src/storage/data-source'

const PREFIX = 'racegraph-test-'
/** Data that dies with the run need not survive a power cut. */
const SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '128MB', max_connections: '100', autovacuum: 'off' }

export const withClient = async <T>(url: string, fn: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try { return await fn(client) } finally { await client.end() }
}
export const databaseUrl = (base: string, name: string): string => { const url = new URL(base); url.pathname = `/${name}`; return url.href }

/** Servers of earlier runs that were killed. */
const sweep = async (): Promise<void> => {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const root = join(tmpdir(), name, 'postgres')
    try {
      if (otherLeases(join(root, 'leases')).length > 0) continue
      const left = findPostmaster(join(root, 'data'))
      if (left !== null) await stopPostmaster(left.pid)
      rmSync(join(tmpdir(), name), { recursive: true, force: true })
    } catch { /* another run's, just being made or swept */ }
  }
}

export interface TestServer { readonly url: string; readonly prefix: string; stop(): Promise<void> }

/** One server for the run: DATABASE_URL's, or an embedded one in a temporary folder. Makes the migrated template database. */
export const startTestServer = async (): Promise<TestServer> => {
  const given = process.env['DATABASE_URL']
  const prefix = `rgt_${process.pid}_${Date.now().toString(36)}`
  if (given === undefined) await sweep()
  const home = given === undefined ? mkdtempSync(join(tmpdir(), PREFIX)) : null
  const server = home === null ? null : await openEmbeddedServer({ home, settings: SETTINGS })
  const url = server?.url ?? String(given)
  const template = `${prefix}_template`
  await withClient(url, (client) => client.query(`CREATE DATABASE ${template}`))
  await migrate(databaseUrl(url, template))
  return {
    url, prefix,
    stop: async () => {
      if (server === null) await dropAll(url, prefix)
      await server?.close()
      if (home !== null) rmSync(home, { recursive: true, force: true })
    },
  }
}

const dropAll = (url: string, prefix: string): Promise<void> => withClient(url, async (client) => {
  const { rows } = await client.query<{ datname: string }>('SELECT datname FROM pg_database WHERE starts_with(datname, $1)', [prefix])
  for (const { datname } of rows) await client.query(`DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`)
})
