import { Client } from 'pg'
import type { ClientConfig } from 'pg'
import { AppError } from '../../domain/errors'
import type { ImportUnit, MeetingRecord } from '../../domain/records'
import type { ImportSession, StoreOutcome } from '../../usecases/ports'
import { valueParsers } from '../value-parsers'
import { Draft } from './draft'
import { IdBlocks } from './id-blocks'
import { lockSource } from './import-lock'
import { loadShared, loadVenues } from './load-shared'
import { fillMeeting } from './meeting-rows'
import { explain, isConnectionLoss, isRefusal } from './refusal'
import { counted, rowsOf } from './row-counts'
import { SharedRows } from './shared-rows'
import { STORE_NEW } from './statements'
import { storeChanged } from './store-changed'
import { ownIds, storedIds } from './stored-ids'
import type { StoredIds } from './stored-ids'

/** A commit may be lost in a crash of the server, never torn: the digest is lost with it, and the next import stores the meeting again. */
const SETTINGS = 'SET synchronous_commit = off; SET jit = off; SET plan_cache_mode = force_generic_plan; SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET TimeZone = UTC'

/** Venues are shared by all sources: another import may have brought this one since ours began. */
const isVenueOfAnother = (error: unknown): boolean => (error as { readonly constraint?: string }).constraint === 'venues_code_once'

class CopyInSession implements ImportSession {
  private readonly ids: IdBlocks
  private readonly shared: SharedRows
  private readonly digests = new Map<string, string>()
  private readonly meetings = new Map<string, number>()
  /** Meetings prepared and not yet committed, oldest first. */
  private readonly underWay: Draft[] = []
  private last: Promise<unknown> = Promise.resolve()
  private encoding: Promise<unknown> = Promise.resolve()

  constructor(private readonly client: Client, private readonly source: string, private readonly feed: string) {
    this.ids = new IdBlocks(client)
    this.shared = new SharedRows(source, this.ids)
  }

  async load(): Promise<void> {
    const units = await this.client.query<[string, string]>({ text: 'SELECT key, sha256 FROM import_units WHERE source = $1 AND feed = $2', values: [this.source, this.feed], rowMode: 'array' })
    for (const [key, sha256] of units.rows) this.digests.set(key, sha256)
    const meetings = await this.client.query<[string, number]>({ text: 'SELECT source_id, id FROM meetings WHERE source = $1', values: [this.source], rowMode: 'array' })
    for (const [sourceId, id] of meetings.rows) this.meetings.set(sourceId, id)
    await loadShared(this.client, this.source, this.shared)
  }

  store(unit: ImportUnit): Promise<StoreOutcome> {
    const before = this.last
    const outcome = this.take(unit, before)
    this.last = outcome.catch(() => undefined)
    return outcome
  }

  private async take(unit: ImportUnit, before: Promise<unknown>): Promise<StoreOutcome> {
    const { meeting } = unit
    if (meeting === null) {
      await before
      return { kind: 'unchanged', counts: {} }
    }
    if (meeting.source !== this.source) throw new AppError('IMPORT_FAILED', `Meeting ${meeting.sourceId} is of ${meeting.source}, but this import is of ${this.source}.`)
    const encoded = await this.inTurn(() => this.encode(unit, meeting, before))
    await before
    return encoded instanceof Draft ? this.storeNew(encoded, meeting) : encoded
  }
  /** Meetings are encoded one at a time and in order: each may refer to horses that the one before brings. */
  private inTurn<T>(step: () => Promise<T>): Promise<T> {
    const result = this.encoding.then(step)
    this.encoding = result.catch(() => undefined)
    return result
  }
  /** A new meeting is encoded while the one before is on its way; one that the database has must wait for what the database has. */
  private async encode(unit: ImportUnit, meeting: MeetingRecord, before: Promise<unknown>): Promise<Draft | StoreOutcome> {
    if (this.digests.get(unit.key) === unit.sha256) return { kind: 'unchanged', counts: counted(rowsOf(meeting), 'unchanged') }
    if (this.meetings.has(meeting.sourceId)) {
      await before
      const known = this.meetings.get(meeting.sourceId)
      if (known !== undefined) return this.storeChanged(unit, meeting, known)
    }
    try { return await this.prepare(unit, meeting, null) } catch (error) {
      await before
      return this.refuse(error, undefined, meeting)
    }
  }

  private async storeNew(draft: Draft, meeting: MeetingRecord, again?: 'again'): Promise<StoreOutcome> {
    let current = draft
    try {
      if (draft.stale) current = await this.prepare(draft.unit, meeting, null, 'again')
      await this.client.query({ name: 'store_new', text: STORE_NEW, values: current.parameters() })
    } catch (error) {
      if (again || !isVenueOfAnother(error)) return this.refuse(error, current, meeting)
      this.forget(current)
      await loadVenues(this.client, this.source, this.shared)
      return this.storeNew(await this.prepare(draft.unit, meeting, null, 'again'), meeting, 'again')
    }
    this.settle(current)
    return { kind: 'inserted', counts: { ...current.sharedCounts(), ...counted(rowsOf(meeting), 'inserted') } }
  }

  private async storeChanged(unit: ImportUnit, meeting: MeetingRecord, id: number): Promise<StoreOutcome> {
    let draft: Draft | undefined
    try {
      await this.client.query('BEGIN')
      const stored = await storedIds(this.client, id)
      draft = await this.prepare(unit, meeting, stored)
      const counts = await storeChanged(this.client, draft, meeting, stored)
      await this.client.query('COMMIT')
      this.settle(draft)
      return { kind: Object.values(counts).every(({ inserted, updated, deleted }) => inserted + updated + deleted === 0) ? 'unchanged' : 'updated', counts }
    } catch (error) {
      await this.client.query('ROLLBACK').catch(() => undefined)
      return this.refuse(error, draft, meeting)
    }
  }

  private async prepare(unit: ImportUnit, meeting: MeetingRecord, stored: StoredIds | null, again?: 'again'): Promise<Draft> {
    const { races = 0, runners = 0 } = rowsOf(meeting)
    const needs = { venues: 1, meetings: 1, races, runners, horses: runners * 4, jockeys: runners, trainers: runners, owners: runners }
    while (!this.ids.enough(needs)) await this.ids.fetch(needs)
    // What is under way by then are later meetings, encoded upon the one that was refused: they come after.
    if (again && this.underWay[0] !== undefined) this.forget(this.underWay[0])
    const draft = new Draft(unit, this.source, this.feed)
    const ids = ownIds(stored, this.ids)
    this.remember(draft, this.digests, unit.key, unit.sha256)
    this.remember(draft, this.meetings, meeting.sourceId, ids.meeting)
    this.underWay.push(draft)
    try {
      fillMeeting(draft, meeting, ids, this.shared)
      draft.parameters()
    } catch (error) {
      this.forget(draft)
      throw error
    }
    return draft
  }
  private remember<V>(draft: Draft, map: Map<string, V>, key: string, value: V): void {
    const before = map.get(key)
    map.set(key, value)
    draft.onUndo(() => { if (before === undefined) map.delete(key); else map.set(key, before) })
  }

  private settle(draft: Draft): void { this.underWay.splice(this.underWay.indexOf(draft), 1) }
  /** Takes back what was remembered of `draft` and of all that was prepared upon it, the latest first. */
  private forget(draft: Draft): void {
    const from = this.underWay.indexOf(draft)
    if (from < 0) return
    for (const built of this.underWay.splice(from).reverse()) {
      built.undo()
      built.stale = true
    }
  }
  private refuse(error: unknown, draft: Draft | undefined, meeting: MeetingRecord): StoreOutcome {
    if (draft !== undefined) this.forget(draft)
    if (error instanceof AppError) throw error
    if (isRefusal(error)) return { kind: 'refused', reason: explain(error, draft, meeting.sourceId) }
    const goOn = 'What came before it is stored; start the import again to go on.'
    if (isConnectionLoss(error)) throw new AppError('DATABASE_UNREACHABLE', `The connection to the database was lost while meeting ${meeting.sourceId} was being stored. ${goOn}`, { cause: error })
    throw new AppError('IMPORT_FAILED', `Meeting ${meeting.sourceId} could not be stored: ${(error as Error).message}. ${goOn}`, { cause: error })
  }

  async close(): Promise<void> {
    await this.last
    await this.client.end().catch(() => undefined)
  }
}

/** Opens the one import of `source` on a connection of its own. */
export const openImport = async (config: ClientConfig, source: string, feed: string, patienceMs?: number): Promise<ImportSession> => {
  const client = new Client({ ...config, application_name: `racegraph import ${source}`, types: valueParsers })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await lockSource(client, source, patienceMs)
    await client.query(SETTINGS)
    const session = new CopyInSession(client, source, feed)
    await session.load()
    return session
  } catch (error) {
    await client.end()
    throw error
  }
}
