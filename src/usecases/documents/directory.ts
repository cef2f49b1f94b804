import { LRUCache } from 'lru-cache'
import type { Timers } from '../../domain/timers'
import { isDocumentId, type DocumentHead, type DocumentStore, type TrustedDocument, type TrustedDocuments } from './ports'

export interface DirectoryDeps {
  readonly store: DocumentStore
  readonly timers: Timers
  /** Milliseconds that only rise. */
  readonly ticks: () => number
  /** Told once when the database cannot be asked, and not again before it could. */
  readonly warn: (problem: string, error: unknown) => void
  /** Memory for texts, bytes; the least recently used are read anew. */
  readonly maxBytes: number
}
/** Between two looks for what changed. */
const LOOK_MS = 1_000
/** An unknown id makes us look at once, unless somebody looked so shortly before: a flood of them costs the database ten small statements a second. */
const UNKNOWN_MS = 100
/** Beside the text: keys, list node. */
const ENTRY_BYTES = 300

/**
 * All ids in memory (`MAX_DOCUMENTS` of them at most), texts in a bounded cache. The database is asked each second what changed, so that a retired document ends within two;
 * and by whoever asks for an id that is not known, so that a new one is there at once. While the database cannot be asked, what was known stands.
 */
export function createDirectory({ store, timers, ticks, warn, maxBytes }: DirectoryDeps): TrustedDocuments {
  const heads = new Map<string, DocumentHead>()
  const ids = new Map<string, string>()
  const documents = new LRUCache<string, TrustedDocument>({ maxSize: Math.max(1, maxBytes), sizeCalculation: ({ text }) => ENTRY_BYTES + 2 * text.length })
  const reading = new Map<string, Promise<TrustedDocument | null>>()
  const listeners = new Set<() => void>()
  let revision = -1
  let lookedAt = -Infinity
  let looking: Promise<void> | null = null
  let failed = false
  let closed = false
  let cancel = (): void => undefined

  const forget = (id: string): void => {
    for (const alias of heads.get(id)?.aliases ?? []) ids.delete(alias)
    heads.delete(id)
    documents.delete(id)
  }
  const look = async (): Promise<void> => {
    lookedAt = ticks()
    const changes = await store.changedSince(revision)
    for (const head of changes.heads) {
      forget(head.id)
      if (!head.stands) continue
      heads.set(head.id, head)
      for (const alias of head.aliases) ids.set(alias, head.id)
    }
    revision = changes.revision
    failed = false
    if (changes.heads.length > 0) for (const run of listeners) run()
  }
  /** One at a time, for all who want one. */
  const looked = (): Promise<void> => looking ??= look().finally(() => { looking = null })
  const tell = (error: unknown): void => {
    if (!failed) warn('trusted documents cannot be looked for; those that are known stand', error)
    failed = true
  }
  const again = (): void => {
    if (closed) return
    cancel = timers.after(LOOK_MS, () => { void looked().catch(tell).finally(again) })
  }
  again()

  const idOf = (asked: string): string | null => {
    const id = heads.has(asked) ? asked : heads.has(`sha256:${asked}`) ? `sha256:${asked}` : ids.get(asked)
    return id ?? null
  }
  const read = async (id: string): Promise<TrustedDocument | null> => {
    const text = await store.text(id)
    const head = heads.get(id)
    if (text === null || head === undefined) return null
    const document = { id, text, aliases: head.aliases, operationName: head.operationName, type: head.type }
    documents.set(id, document)
    return document
  }
  const documentOf = (id: string): TrustedDocument | Promise<TrustedDocument | null> => {
    const known = documents.get(id)
    if (known !== undefined) return known
    let under = reading.get(id)
    if (under === undefined) {
      under = read(id).finally(() => reading.delete(id))
      reading.set(id, under)
    }
    return under
  }
  return {
    find: async (asked) => {
      if (!isDocumentId(asked)) return null
      let id = idOf(asked)
      if (id === null && (revision < 0 || looking !== null || ticks() - lookedAt >= UNKNOWN_MS)) {
        try { await looked() } catch (error) {
          if (revision < 0) throw error
          tell(error)
        }
        id = idOf(asked)
      }
      return id === null ? null : documentOf(id)
    },
    list: () => store.all(false),
    onChange: (run) => {
      listeners.add(run)
      return () => { listeners.delete(run) }
    },
    close: () => {
      closed = true
      cancel()
    },
  }
}
