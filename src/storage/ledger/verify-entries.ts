import type { LedgerHead, LedgerReport, SqlRunner } from '../../usecases/ports'
import { ledgerHash, NO_HASH, type StoredEntry } from './ledger-bytes'
import { countEntries, readEntries, type ReadEntry } from './read-entries'

const STEP = 100
const time = (ms: string): string => new Date(Number(ms)).toISOString()
const missing = (from: number, to: number): string => (from === to ? `entry ${from} is missing` : `entries ${from} to ${to} are missing`)

/** What is wrong with an entry, given the one before it; null when it holds. */
function problemOf({ entry, inputsHold }: ReadEntry, before: Pick<StoredEntry, 'sequence' | 'hash'>): string | null {
  const { sequence, generatedAt, recordedAt, offAt } = entry
  if (sequence !== before.sequence + 1) return missing(before.sequence + 1, sequence - 1)
  if (!inputsHold) return `the inputs of entry ${sequence} are not those that it was stored with`
  if (!ledgerHash(entry).equals(entry.hash)) return `entry ${sequence} was changed after it was stored: its hash is not that of what stands in it`
  if (!entry.previousHash.equals(before.hash)) return sequence === 1 ? 'entry 1 says that there was one before it' : `entry ${sequence} does not follow entry ${before.sequence}: one of them was put in the place of another`
  if (Number(generatedAt) >= Number(offAt)) return `entry ${sequence} was made at ${time(generatedAt)}, not before the off at ${time(offAt)}`
  if (Number(recordedAt) >= Number(offAt)) return `entry ${sequence} was stored at ${time(recordedAt)}, not before the off at ${time(offAt)}`
  return null
}
function lost(expect: LedgerHead, last: number): { readonly sequence: number; readonly problem: string } {
  const kept = `${expect.entries === null ? 'the entry' : `entry ${expect.entries}`} with the hash that was kept elsewhere, ${expect.hash},`
  if (expect.entries !== null && expect.entries > last) return { sequence: last + 1, problem: `${missing(last + 1, expect.entries)} from the end: ${kept} is not there` }
  return { sequence: expect.entries ?? last + 1, problem: `${kept} is not there: the ledger was cut off before it or written anew` }
}

/** Walks all entries, some hundred in memory at a time. */
export async function verifyEntries(db: SqlRunner, progress: (done: number, total: number) => void, signal: AbortSignal, expect?: LedgerHead): Promise<LedgerReport> {
  const total = await countEntries(db)
  let before: Pick<StoredEntry, 'sequence' | 'hash'> = { sequence: 0, hash: NO_HASH }
  let [entries, found] = [0, expect === undefined]
  const report = (broken: LedgerReport['broken']): LedgerReport => ({ entries, head: entries === 0 ? null : before.hash.toString('hex'), broken })
  for await (const read of readEntries(db)) {
    if (signal.aborted) return { ...report(null), interrupted: true }
    const problem = problemOf(read, before)
    if (problem !== null) return report({ sequence: Math.min(read.entry.sequence, before.sequence + 1), problem })
    before = { sequence: read.entry.sequence, hash: read.entry.hash }
    entries++
    if (expect !== undefined && before.hash.toString('hex') === expect.hash && (expect.entries ?? before.sequence) === before.sequence) found = true
    if (entries % STEP === 0) progress(entries, Math.max(total, entries))
  }
  progress(entries, entries)
  return report(found || expect === undefined ? null : lost(expect, before.sequence))
}
