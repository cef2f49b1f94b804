import { Client } from 'pg'
import { copyEncoded } from '../features/copy-rows'
import { TICK_COLUMNS, TickTally } from './tick-rows'

const DAY_MS = 86_400_000
const KEY_TAKEN = '23505'
/** A day's partition went between making it and writing to it, or rows of it. */
const NO_PARTITION = '23514'

const NOTE_STORED = `INSERT INTO ticks_stored (market_id, from_at, to_at, sequence) SELECT m, to_timestamp(f / 1000), to_timestamp(t / 1000), s FROM unnest($1::int[], $2::float8[], $3::float8[], $4::int[]) AS b(m, f, t, s)`

/** Writes encoded ticks to the database. Made again by itself when its connection breaks. */
export interface TickWriter {
  /** All of it or nothing. What is there already is not written twice. How many rows came. */
  store(rows: readonly Buffer[]): Promise<number>
  close(): Promise<void>
}
/** Whether a failure is of the rows themselves, so that no retry mends it: a value that its column does not take. */
export const isOfRows = (error: unknown): boolean => /^2[23]/.test((error as { readonly code?: string }).code ?? '')

export function tickWriter(databaseUrl: string): TickWriter {
  let client: Client | null = null
  const connected = async (): Promise<Client> => {
    if (client !== null) return client
    const fresh = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000, application_name: 'racegraph-ticks', keepAlive: true, options: '-c TimeZone=UTC -c synchronous_commit=on' })
    fresh.on('error', () => { if (client === fresh) client = null })
    try {
      await fresh.connect()
      await fresh.query('CREATE TEMP TABLE ticks_twice (LIKE ticks) ON COMMIT DELETE ROWS')
    } catch (error) {
      await fresh.end().catch(() => undefined)
      throw error
    }
    client = fresh
    return fresh
  }
  const forget = async (broken: Client): Promise<void> => {
    if (client === broken) client = null
    await broken.end().catch(() => undefined)
  }
  const inTransaction = async (own: Client, tally: TickTally, write: () => Promise<unknown>): Promise<void> => {
    await own.query('BEGIN')
    try {
      await write()
      const brought = [...tally.brought.values()]
      await own.query({ name: 'ticks_stored', text: NOTE_STORED, values: [brought.map(({ marketId }) => marketId), brought.map(({ from }) => from), brought.map(({ to }) => to), brought.map(({ sequence }) => sequence)] })
      await own.query('COMMIT')
    } catch (error) {
      await own.query('ROLLBACK')
      throw error
    }
  }
  const write = async (own: Client, tally: TickTally, rows: readonly Buffer[]): Promise<void> => {
    const days = [...tally.days].sort((a, b) => a - b).map((day) => new Date(day * DAY_MS).toISOString().slice(0, 10))
    for (const day of days) await own.query({ name: 'make_tick_day', text: 'SELECT make_tick_day($1)', values: [day] })
    // Straight into the table: rows that are there already are rare, only after something died between the commit and the spool's being cleared.
    try { await inTransaction(own, tally, () => copyEncoded(own, `ticks (${TICK_COLUMNS})`, rows)) } catch (error) {
      if ((error as { code?: string }).code !== KEY_TAKEN) throw error
      await inTransaction(own, tally, async () => {
        await copyEncoded(own, `ticks_twice (${TICK_COLUMNS})`, rows)
        await own.query(`INSERT INTO ticks (${TICK_COLUMNS}) SELECT ${TICK_COLUMNS} FROM ticks_twice ON CONFLICT DO NOTHING`)
      })
    }
  }
  return {
    store: async (rows) => {
      const tally = new TickTally()
      for (const block of rows) tally.take(block)
      const own = await connected()
      try {
        try { await write(own, tally, rows) } catch (error) {
          if ((error as { code?: string }).code !== NO_PARTITION) throw error
          await write(own, tally, rows)
        }
      } catch (error) {
        if (!isOfRows(error)) await forget(own)
        throw error
      }
      return tally.rows
    },
    close: async () => { if (client !== null) await forget(client) },
  }
}
