import { Client } from 'pg'
import type { ClientConfig } from 'pg'
import { AppError } from '../../domain/errors'
import type { ImportUnit, MeetingRecord } from '../../domain/records'
import type { ImportSession, StoreOutcome } from '../../usecases/ports'
import { HOLD_VECTORS } from '../features/stale-vectors'
import { valueParsers } from '../value-parsers'
import { Draft } from './draft'
import { IdBlocks } from './id-blocks'
import { lockSource } from './import-lock'
import { loadShared } from './load-shared'
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

/** What the database has, and what it will have when all that is under way is stored. */
interface Memory { readonly shared: SharedRows; readonly digests: Map<string, string>; readonly meetings: Map<string, number> }

const inserted = (draft: Draft, meeting: MeetingRecord): StoreOutcome => ({ kind: 'inserted', counts: { ...draft.sharedCounts(), ...counted(rowsOf(meeting), 'inserted') } })

class CopyInSession implements ImportSession {
  private readonly ids: IdBlocks
  private memory: Memory
  /** Meetings prepared and not yet settled, oldest first, all built upon each other. */
  private readonly underWay: Draft[] = []
  /** Meetings are under way that memory has forgotten: nothing new may be built upon it until they are settled. */
  private disturbed = false
  private last: Promise<unknown> = Promise.resolve()
  private encoding: Promise<unknown> = Promise.resolve()

  constructor(private readonly client: Client, private readonly source: string, private readonly feed: string) {
    this.ids = new IdBlocks(client)
    this.memory = this.blank()
  }

  private blank(): Memory { return { shared: new SharedRows(this.source, this.ids), digests: new Map(), meetings: new Map() } }

  /** Reads what the database has. What was prepared meanwhile was built upon less. */
  async learn(): Promise<void> {
    const { shared, digests, meetings } = this.blank()
    const units = await this.client.query<[string, string]>({ text: 'SELECT key, sha256 FROM import_units WHERE source = $1 AND feed = $2', values: [this.source, this.feed], rowMode: 'array' })
    for (const [key, sha256] of units.rows) digests.set(key, sha256)
    const held = await this.client.query<[string, number]>({ text: 'SELECT source_id, id FROM meetings WHERE source = $1', values: [this.source], rowMode: 'array' })
    for (const [sourceId, id] of held.rows) meetings.set(sourceId, id)
    await loadShared(this.client, this.source, shared)
    if (this.underWay[0] !== undefined) this.forget(this.underWay[0])
    shared.remember(this.memory.shared)
    this.memory = { shared, digests, meetings }
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
  /** A new meeting is encoded and sent while those before are on their way; one that the database has must wait for what the database has. */
  private async encode(unit: ImportUnit, meeting: MeetingRecord, before: Promise<unknown>): Promise<Draft | StoreOutcome> {
    if (this.disturbed) await this.calm(before)
    if (this.memory.digests.get(unit.key) === unit.sha256) return { kind: 'unchanged', counts: counted(rowsOf(meeting), 'unchanged') }
    if (this.memory.meetings.has(meeting.sourceId)) {
      await before
      const known = this.memory.meetings.get(meeting.sourceId)
      if (known !== undefined) return this.storeChanged(unit, meeting, known)
    }
    try { return this.send(await this.prepare(unit, meeting, null, before)) } catch (error) {
      await before
      return this.refuse(error, undefined, meeting)
    }
  }
  private async calm(before: Promise<unknown>): Promise<void> {
    await before
    this.disturbed = false
  }
  private send(draft: Draft): Draft {
    draft.reply = this.client.query({ name: 'store_new', text: STORE_NEW, values: [...draft.parameters(), draft.upon?.key ?? null, draft.upon?.sha256 ?? null] })
    draft.reply.catch(() => undefined)
    return draft
  }

  /** All before it are settled. */
  private async storeNew(draft: Draft, meeting: MeetingRecord): Promise<StoreOutcome> {
    try { await draft.reply } catch (error) {
      return draft.stale || isVenueOfAnother(error) ? this.storeAgain(draft, meeting) : this.refuse(error, draft, meeting)
    }
    this.settle(draft)
    return inserted(draft, meeting)
  }
  /** Built upon a meeting that was refused, or upon too old a memory. */
  private async storeAgain({ unit }: Draft, meeting: MeetingRecord): Promise<StoreOutcome> {
    let draft: Draft | undefined
    try {
      await this.learn()
      draft = this.send(await this.prepare(unit, meeting, null, null))
      await draft.reply
    } catch (error) { return this.refuse(error, draft, meeting) }
    this.settle(draft)
    return inserted(draft, meeting)
  }

  private async storeChanged(unit: ImportUnit, meeting: MeetingRecord, id: number): Promise<StoreOutcome> {
    let draft: Draft | undefined
    try {
      await this.client.query(`BEGIN; ${HOLD_VECTORS}`)
      const stored = await storedIds(this.client, id)
      draft = await this.prepare(unit, meeting, stored, null)
      const counts = await storeChanged(this.client, draft, meeting, stored)
      await this.client.query('COMMIT')
      this.settle(draft)
      return { kind: Object.values(counts).every(({ inserted, updated, deleted }) => inserted + updated + deleted === 0) ? 'unchanged' : 'updated', counts }
    } catch (error) {
      await this.client.query('ROLLBACK').catch(() => undefined)
      return this.refuse(error, draft, meeting)
    }
  }

  /** `before` settles when all earlier meetings have; null when they have. */
  private async prepare(unit: ImportUnit, meeting: MeetingRecord, stored: StoredIds | null, before: Promise<unknown> | null): Promise<Draft> {
    const { races = 0, runners = 0 } = rowsOf(meeting)
    const needs = { venues: 1, meetings: 1, races, runners, horses: runners * 4, jockeys: runners, trainers: runners, owners: runners }
    while (!this.ids.enough(needs) || (this.disturbed && before !== null)) {
      if (this.disturbed && before !== null) await this.calm(before)
      else await this.ids.fetch(needs)
    }
    // What is under way by then are later meetings, built upon a memory without this one.
    if (before === null && this.underWay[0] !== undefined) this.forget(this.underWay[0])
    const draft = new Draft(unit, this.source, this.feed, this.underWay.at(-1)?.unit ?? null)
    const ids = ownIds(stored, this.ids)
    this.remember(draft, this.memory.digests, unit.key, unit.sha256)
    this.remember(draft, this.memory.meetings, meeting.sourceId, ids.meeting)
    this.underWay.push(draft)
    try {
      fillMeeting(draft, meeting, ids, this.memory.shared)
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
    this.disturbed = true
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
  const client = new Client({ ...config, pipeline: true, application_name: `racegraph import ${source}`, types: valueParsers })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await lockSource(client, source, patienceMs)
    await client.query(SETTINGS)
    const session = new CopyInSession(client, source, feed)
    await session.learn()
    return session
  } catch (error) {
    await client.end()
    throw error
  }
}
