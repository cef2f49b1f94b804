import { headFile, keepHead, keptHead } from '../storage/ledger/head-file'
import { predictionLedger } from '../storage/ledger/prediction-ledger'
import { readEntries, readHead, type ReadEntry } from '../storage/ledger/read-entries'
import { createPool } from '../storage/pool'
import { withRunner } from '../storage/sql-runner'
import type { LedgerHead, LedgerReport, SqlRunner } from '../usecases/ports'
import type { Pool } from 'pg'
import type { FeatureRun } from './refresh-features'

const withPool = async <T>(databaseUrl: string, use: (pool: Pool) => Promise<T>): Promise<T> => {
  const pool = createPool({ url: databaseUrl, size: 1, statementTimeoutMs: 0, applicationName: 'racegraph ledger' })
  try { return await use(pool) } finally { await pool.end() }
}

export interface Verification extends LedgerReport { /** The head it was held against, and where that was kept. */ readonly expected: (LedgerHead & { readonly from: string }) | null }
/** Holds the ledger against itself and against the head given, or else the one kept in `home`; keeps the head that it found there. */
export const verifyLedger = ({ databaseUrl, signal, progress }: FeatureRun, home: string, asked: LedgerHead | null): Promise<Verification> => withPool(databaseUrl, async (pool) => {
  const kept = asked === null ? keptHead(home) : null
  const expected = asked === null ? kept === null ? null : { ...kept, from: headFile(home) } : { ...asked, from: '--expect' }
  const bar = progress('Verifying the ledger', 'entries')
  const report = await predictionLedger(pool).verify((done, total) => { bar.update(done, total) }, signal, expected ?? undefined).finally(() => { bar.finish() })
  if (report.broken === null && report.interrupted !== true) await withRunner(pool, (db) => keepHead(db as SqlRunner, home))
  return { ...report, expected }
})

/** The newest entry, kept in `home` too; null while nothing was served. */
export const ledgerHead = (databaseUrl: string, home: string): Promise<{ readonly entries: number; readonly hash: string } | null> => withPool(databaseUrl, (pool) => withRunner(pool, async (db) => {
  await keepHead(db as SqlRunner, home)
  return readHead(db as SqlRunner)
}))

export type ExportedEntry = Readonly<Record<string, string | number | readonly (string | number | null)[]>>
const exported = ({ entry, inputs }: ReadEntry): ExportedEntry => ({
  ...entry, inputsDigest: entry.inputsDigest.toString('hex'), previousHash: entry.previousHash.toString('hex'), hash: entry.hash.toString('hex'), ...(inputs === null ? {} : { inputs: inputs.toString('base64') }),
})
/** Every entry in turn; false when the signal came before the last. */
export const exportLedger = ({ databaseUrl, signal }: Pick<FeatureRun, 'databaseUrl' | 'signal'>, inputs: boolean, tell: (entry: ExportedEntry) => void): Promise<boolean> => withPool(databaseUrl, (pool) => withRunner(pool, async (db) => {
  for await (const read of readEntries(db as SqlRunner, { inputs })) {
    if (signal.aborted) return false
    tell(exported(read))
  }
  return true
}))
