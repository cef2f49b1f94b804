import { createHash } from 'node:crypto'

/** An entry as it is stored; instants as the milliseconds that PostgreSQL has, written out, fractions and all. */
export interface StoredEntry {
  readonly sequence: number
  readonly raceId: number; readonly source: string; readonly raceSourceId: string; readonly date: string; readonly venueCode: string; readonly raceNumber: number; readonly offAt: string
  readonly modelName: string; readonly modelVersion: number; readonly featureSet: string
  readonly asOf: string; readonly marketAt: string; readonly generatedAt: string; readonly recordedAt: string
  readonly runnerIds: readonly number[]; readonly runnerNumbers: readonly (number | null)[]; readonly runnerSourceIds: readonly string[]; readonly chances: readonly number[]
  readonly inputsDigest: Buffer; readonly previousHash: Buffer; readonly hash: Buffer
}
export const FORM = 'racegraph-ledger-1'
/** What the first entry has for the hash of the one before. */
export const NO_HASH = Buffer.alloc(32)

const field = (value: Buffer | string | number): Buffer => {
  const bytes = Buffer.isBuffer(value) ? value : Buffer.from(String(value), 'utf8')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}
const doubles = (values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(8 * values.length)
  values.forEach((value, i) => bytes.writeDoubleBE(value, 8 * i))
  return bytes
}

/** The bytes that the hash of an entry is of (docs/ledger.md): each field after its length, four bytes, most significant first. The database writes the same by `ledger_bytes`. */
export const ledgerBytes = (entry: Omit<StoredEntry, 'hash'>): Buffer => Buffer.concat([
  FORM, entry.previousHash, entry.sequence,
  entry.raceId, entry.source, entry.raceSourceId, entry.date, entry.venueCode, entry.raceNumber, entry.offAt,
  entry.modelName, entry.modelVersion, entry.featureSet,
  entry.asOf, entry.marketAt, entry.generatedAt, entry.recordedAt,
  entry.runnerIds.join(','), entry.runnerNumbers.map((number) => number ?? '').join(','), Buffer.concat(entry.runnerSourceIds.map(field)),
  doubles(entry.chances), entry.inputsDigest,
].map(field))

export const ledgerHash = (entry: Omit<StoredEntry, 'hash'>): Buffer => createHash('sha256').update(ledgerBytes(entry)).digest()
