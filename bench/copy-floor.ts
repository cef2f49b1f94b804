import { spawn, spawnSync } from 'node:child_process'
import { createReadStream, createWriteStream, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { withClient } from './database'

/** Parents first, so that foreign keys hold at each step. */
const TABLES = [
  'venues', 'horses', 'jockeys', 'trainers', 'owners', 'ownerships', 'meetings', 'races', 'runners', 'results', 'in_running_positions', 'sectionals', 'dividends', 'runner_gear',
  'track_ratings', 'weather_observations', 'change_events', 'prices', 'import_units',
] as const
/** Generated columns cannot be copied in. */
const COLUMNS = `SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS columns FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`

export interface Exported { readonly folder: string; readonly tables: readonly { readonly table: string; readonly columns: string }[]; readonly rows: number }

/** Writes every table of the database to a file of `folder` in COPY's text format. */
export const exportRows = (url: string, folder: string): Promise<Exported> => withClient(url, async (client) => {
  mkdirSync(folder, { recursive: true })
  const tables: { table: string; columns: string }[] = []
  let rows = 0
  for (const table of TABLES) {
    const columns = (await client.query<{ columns: string }>(COLUMNS, [table])).rows[0]?.columns ?? ''
    const stream = client.query(copyTo(`COPY (SELECT ${columns} FROM ${table}) TO STDOUT`))
    await pipeline(stream, createWriteStream(join(folder, table)))
    rows += stream.rowCount
    tables.push({ table, columns })
  }
  return { folder, tables, rows }
})

/** Reads every file below `folder`; JSON files are parsed. Bytes read. */
export const parseFiles = (folder: string): number => {
  let bytes = 0
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name)
    if (!statSync(path).isFile()) continue
    const text = readFileSync(path, 'utf8')
    bytes += text.length
    if (name.endsWith('.json')) JSON.parse(text)
  }
  return bytes
}

export const hasPsql = (): boolean => spawnSync('psql', ['--version']).status === 0

const withPsql = (url: string, { folder, tables }: Exported): Promise<void> => new Promise((done, fail) => {
  const commands = tables.flatMap(({ table, columns }) => ['-c', `\\copy ${table} (${columns}) from '${join(folder, table)}'`])
  const child = spawn('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', ...commands, url], { stdio: ['ignore', 2, 2] })
  child.once('error', fail)
  child.once('exit', (code) => { if (code === 0) done(); else fail(new Error(`psql ended with ${code}`)) })
})
const withStreams = (url: string, { folder, tables }: Exported): Promise<void> => withClient(url, async (client) => {
  for (const { table, columns } of tables) await pipeline(createReadStream(join(folder, table)), client.query(copyFrom(`COPY ${table} (${columns}) FROM STDIN`)))
})
/** Puts the exported rows into an empty, migrated database: by psql's \copy where there is a psql, else by the same COPY from Node. */
export const copyRows = (url: string, exported: Exported): Promise<void> => hasPsql() ? withPsql(url, exported) : withStreams(url, exported)
