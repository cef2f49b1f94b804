import type { Instant } from '../../domain/instant'
import type { Tick } from '../../domain/tick'

/*
 * Ticks as COPY BINARY takes them, which is also how they lie in the spool: what was written to disk goes to PostgreSQL as it is.
 * Columns that are never null come first, so that they are found at fixed places of a row.
 */
export const TICK_COLUMNS = 'market_id, selection_id, handicap, sequence, at, received_at, in_play, race_id, runner_id, status, back, back_size, lay, lay_size, last_traded, matched'
const FIELDS = 16
const NULLABLE = 9
const [MARKET, SEQUENCE, AT, FIXED] = [6, 38, 46, 71]
/** Most bytes of a row: all fields there, and a status of 16 letters. */
const MOST_BYTES = 192

/** PostgreSQL counts microseconds from 2000-01-01. */
const EPOCH_MS = Date.UTC(2000, 0, 1)
const [EARLIEST, LATEST] = [Date.UTC(1970, 0, 1), Date.UTC(2200, 0, 1)]
const HIGH = 2 ** 32

/** Rows of ticks. @throws RangeError for a number that is none, or an instant that no race was run at: nothing is written then */
export function encodeTicks(ticks: readonly Tick[]): Buffer {
  const bytes = Buffer.allocUnsafe(ticks.length * MOST_BYTES)
  let end = 0
  for (const tick of ticks) end = encodeTick(bytes, end, tick)
  return Buffer.from(bytes.subarray(0, end))
}

function encodeTick(to: Buffer, start: number, tick: Tick): number {
  let end = to.writeInt16BE(FIELDS, start)
  const int = (value: number | null): void => { if (value === null) { none(); return } end = to.writeInt32BE(whole(value), to.writeInt32BE(4, end)) }
  const wide = (value: number): void => {
    const high = Math.floor(whole(value) / HIGH)
    end = to.writeUInt32BE(value - high * HIGH, to.writeInt32BE(high, to.writeInt32BE(8, end)))
  }
  const float = (value: number | null): void => { if (value === null || !Number.isFinite(value)) { none(); return } end = to.writeDoubleBE(value, to.writeInt32BE(8, end)) }
  const none = (): void => { end = to.writeInt32BE(-1, end) }
  int(tick.marketId)
  wide(tick.selectionId)
  end = to.writeDoubleBE(finite(tick.handicap), to.writeInt32BE(8, end))
  int(tick.sequence)
  wide(micros(tick.at))
  wide(micros(tick.receivedAt))
  end = to.writeUInt8(Number(tick.inPlay), to.writeInt32BE(1, end))
  int(tick.raceId)
  int(tick.runnerId)
  const written = to.write(tick.status, end + 4, 'latin1')
  to.writeInt32BE(written, end)
  end += 4 + written
  float(tick.back)
  float(tick.backSize)
  float(tick.lay)
  float(tick.laySize)
  float(tick.lastTraded)
  float(tick.matched)
  return end
}

const whole = (value: number): number => { if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is no whole number`); return value }
const finite = (value: number): number => { if (!Number.isFinite(value)) throw new RangeError(`${value} is no number`); return value }
const micros = (at: Instant): number => {
  if (!(at >= EARLIEST && at < LATEST)) throw new RangeError(`${at} is no instant between 1970 and 2200`)
  return Math.round((at - EPOCH_MS) * 1000)
}

/** What some rows brought of one market on one UTC day. */
export interface Brought { readonly marketId: number; from: number; to: number; sequence: number }

const DAY_MS = 86_400_000
/** More than any market's id. */
const MARKETS = 2 ** 31

/** Walks through encoded rows: what they bring of each market and day, and on which UTC days (since 1970). */
export class TickTally {
  readonly brought = new Map<number, Brought>()
  readonly days = new Set<number>()
  rows = 0

  take(rows: Buffer): void {
    for (let start = 0; start < rows.length; this.rows++) {
      this.note(rows.readInt32BE(start + MARKET), EPOCH_MS + (rows.readInt32BE(start + AT) * HIGH + rows.readUInt32BE(start + AT + 4)) / 1000, rows.readInt32BE(start + SEQUENCE))
      start = endOfRow(rows, start)
    }
  }
  private note(marketId: number, at: number, sequence: number): void {
    const day = Math.floor(at / DAY_MS)
    const key = day * MARKETS + marketId
    const own = this.brought.get(key)
    if (own === undefined) this.brought.set(key, { marketId, from: at, to: at, sequence })
    else {
      if (at < own.from) own.from = at
      if (at > own.to) own.to = at
      if (sequence > own.sequence) own.sequence = sequence
    }
    this.days.add(day)
  }
}
function endOfRow(rows: Buffer, start: number): number {
  let end = start + FIXED
  for (let field = 0; field < NULLABLE; field++) {
    const length = rows.readInt32BE(end)
    end += 4 + (length > 0 ? length : 0)
  }
  return end
}
