import type { Draft } from './draft'
import type { IdBlocks, Numbered } from './id-blocks'
import type { Value } from './rows'

interface Known { readonly id: number; readonly values: readonly Value[]; readonly seen: string }

const unknown = (value: Value): boolean => value === null || value === 'UNKNOWN' || (Array.isArray(value) && value.length === 0)
const same = (a: Value, b: Value): boolean => a === b || (Array.isArray(a) && String(a) === String(b))

/**
 * The rows of one table that many meetings share, by their key in the source. A null never overwrites a known value,
 * and of two known values that of the later meeting stands, whatever order the meetings are imported in.
 */
export class KnownRows {
  private readonly rows = new Map<string, Known>()
  constructor(private readonly table: Numbered, private readonly source: string, private readonly ids: IdBlocks) {}

  /** A row that the database has. `seen`: date of the last meeting that named it, '' if none. */
  load(key: string, row: Known): void { this.rows.set(key, row) }
  /** What this import was told stays told, also of a row that no meeting names any more: `before` is what it remembered. */
  remember(before: KnownRows): void {
    for (const [key, row] of this.rows) {
      const told = before.rows.get(key)
      if (told?.id === row.id && told.seen > row.seen) this.rows.set(key, { ...row, seen: told.seen })
    }
  }
  idOf(key: string): number | undefined { return this.rows.get(key)?.id }

  /** The id of the row, which is made or completed as need be. `date`: of the meeting that says so. */
  resolve(draft: Draft, key: string, values: readonly Value[], date: string): number {
    const known = this.rows.get(key)
    if (known === undefined) {
      const id = this.ids.take(this.table)
      this.put(draft, key, { id, values, seen: date })
      draft.emit(this.table, key, true, [id, this.source, key, ...values])
      return id
    }
    const newer = date >= known.seen
    const merged = values.map((value, i) => {
      const old = known.values[i] as Value
      return newer ? (unknown(value) ? old : value) : (unknown(old) ? value : old)
    })
    if (merged.some((value, i) => !same(value, known.values[i] as Value))) draft.emit(this.table, key, false, [known.id, this.source, key, ...merged])
    else if (!newer || date === known.seen) return known.id
    this.put(draft, key, { id: known.id, values: merged, seen: newer ? date : known.seen })
    return known.id
  }

  private put(draft: Draft, key: string, row: Known): void {
    const before = this.rows.get(key)
    this.rows.set(key, row)
    draft.onUndo(() => { if (before === undefined) this.rows.delete(key); else this.rows.set(key, before) })
  }
}
