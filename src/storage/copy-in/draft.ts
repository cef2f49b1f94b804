import type { ImportUnit } from '../../domain/records'
import type { RowCounts } from '../../usecases/ports'
import { Rows } from './rows'
import type { Value } from './rows'
import { OWN, SHARED } from './table-spec'
import type { TableSpec } from './table-spec'

interface Emitted { readonly fresh: boolean; readonly values: readonly Value[] }

/** One meeting on its way into the database: the rows to send and what to take back from memory if they are refused. */
export class Draft {
  /** A meeting before this one was refused, so that ids in here may never come to exist; memory no longer holds what is in here. */
  stale = false
  /** Settles when PostgreSQL has answered. */
  reply: Promise<unknown> = Promise.resolve()
  readonly own = new Map<string, Rows>(OWN.map((table) => [table.name, new Rows(table)]))
  private readonly shared = new Map<string, Map<string, Emitted>>(SHARED.map(({ name }) => [name, new Map()]))
  private readonly takeBack: (() => void)[] = []
  /** Source ids by table and id, to explain refusals. */
  readonly sourceIds = new Map<string, string>()

  /** `upon`: the meeting on its way before this one. */
  constructor(readonly unit: ImportUnit, readonly source: string, readonly feed: string, readonly upon: ImportUnit | null) {}

  add(table: string, values: readonly Value[]): void { (this.own.get(table) as Rows).add(values) }
  /** A shared row, new or changed; a second change of the same row in one meeting takes the place of the first. */
  emit(table: string, key: string, fresh: boolean, values: readonly Value[]): void {
    const rows = this.shared.get(table) as Map<string, Emitted>
    rows.set(key, { fresh: fresh || rows.get(key)?.fresh === true, values })
  }
  onUndo(step: () => void): void { this.takeBack.push(step) }
  undo(): void { for (const step of this.takeBack.splice(0).reverse()) step() }

  private encoded: readonly unknown[] | null = null
  /** Of STORE_NEW and STORE_CHANGED. Worked out once; nothing may be added afterwards. */
  parameters(): unknown[] {
    this.encoded ??= this.encode()
    return [...this.encoded]
  }
  private encode(): unknown[] {
    const params: unknown[] = []
    for (const table of SHARED) params.push(...this.sharedRows(table).literals())
    for (const rows of this.own.values()) params.push(...rows.literals())
    return [...params, this.source, this.feed, this.unit.key, this.unit.sha256, this.unit.rows]
  }
  private sharedRows(table: TableSpec): Rows {
    const rows = new Rows(table)
    for (const { values } of (this.shared.get(table.name) as Map<string, Emitted>).values()) rows.add(values)
    return rows
  }

  /** Shared rows count only when new or changed: most meetings name the same horses and people again. */
  sharedCounts(): Record<string, RowCounts> {
    return Object.fromEntries([...this.shared].map(([name, rows]) => {
      const inserted = [...rows.values()].filter(({ fresh }) => fresh).length
      return [name, { inserted, updated: rows.size - inserted, unchanged: 0, deleted: 0 }]
    }))
  }
}
