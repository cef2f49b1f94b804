import type { Client } from 'pg'
import type { MeetingRecord } from '../../domain/records'
import type { RowCounts, TableCounts } from '../../usecases/ports'
import { MARK_MEETING } from '../features/stale-vectors'
import type { Draft } from './draft'
import { DELETE_CHILDREN, DELETE_RACES, DELETE_RUNNERS, STORE_CHANGED, TOUCH } from './statements'
import type { StoredIds } from './stored-ids'
import { OWN } from './table-spec'

type Counts = Record<string, RowCounts>
const literalOf = (draft: Draft, table: string, column: string): string => draft.own.get(table)?.literal(column) ?? '{}'
const grown = (counts: Counts, table: string, by: Partial<RowCounts>): void => {
  const row = counts[table] ?? { inserted: 0, updated: 0, unchanged: 0, deleted: 0 }
  counts[table] = { inserted: row.inserted + (by.inserted ?? 0), updated: row.updated + (by.updated ?? 0), unchanged: row.unchanged + (by.unchanged ?? 0), deleted: row.deleted + (by.deleted ?? 0) }
}

/** Takes away what the file no longer has; returns the runners and races that lost rows. Facts that are only added to stay, and so does what they hang on. */
const removeStale = async (client: Client, draft: Draft, stored: StoredIds, counts: Counts): Promise<Record<'runner_id' | 'race_id', number[]>> => {
  const lost: Record<'runner_id' | 'race_id', number[]> = { runner_id: [], race_id: [] }
  const races = [...stored.races.values()]
  const parents = { runner_id: [...stored.runners.values()], race_id: races }
  for (const { table: { name, key, owner = 'runner_id' }, sql } of DELETE_CHILDREN) {
    const { rows } = await client.query<[number]>({ name: `gone_${name}`, text: sql, values: [parents[owner], ...key.map((column) => literalOf(draft, name, column))], rowMode: 'array' })
    for (const [id] of rows) lost[owner].push(id)
    grown(counts, name, { deleted: rows.length })
  }
  const runners = await client.query({ name: 'gone_runners', text: DELETE_RUNNERS, values: [races, literalOf(draft, 'runners', 'id')] })
  grown(counts, 'runners', { deleted: runners.rowCount ?? 0 })
  const gone = await client.query({ name: 'gone_races', text: DELETE_RACES, values: [stored.meeting, literalOf(draft, 'races', 'id')] })
  grown(counts, 'races', { deleted: gone.rowCount ?? 0 })
  return lost
}

/**
 * Brings a meeting that the database has to what `draft` says, inside the caller's transaction, which holds vectors
 * (HOLD_VECTORS). Rows that are equal are left alone; where any is not, stored features of the meeting are marked stale.
 */
export const storeChanged = async (client: Client, draft: Draft, meeting: MeetingRecord, stored: StoredIds): Promise<TableCounts> => {
  const counts: Counts = draft.sharedCounts()
  for (const { name } of OWN) grown(counts, name, {})
  const lost = await removeStale(client, draft, stored, counts)
  const { rows: [row = []] } = await client.query<(number | number[])[]>({ name: 'store_changed', text: STORE_CHANGED, values: draft.parameters(), rowMode: 'array' })
  OWN.forEach(({ name }, i) => {
    const inserted = row[2 * i] as number
    const updated = row[2 * i + 1] as number
    grown(counts, name, { inserted, updated, unchanged: (draft.own.get(name)?.count ?? 0) - inserted - updated })
  })
  for (const [table, owner, place] of [['runners', 'runner_id', 2 * OWN.length], ['races', 'race_id', 2 * OWN.length + 1]] as const) {
    const ids = [...lost[owner], ...row[place] as number[]]
    if (ids.length === 0) continue
    const touched = (await client.query(TOUCH(table), [ids])).rowCount ?? 0
    grown(counts, table, { updated: touched, unchanged: -touched })
  }
  if (Object.values(counts).some(({ inserted, updated, deleted }) => inserted + updated + deleted > 0)) await client.query({ name: 'vectors_stale', text: MARK_MEETING, values: [stored.meeting] })
  return counts
}
