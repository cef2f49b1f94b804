import { timingSafeEqual } from 'node:crypto'
import { digestOfKey, idInKey } from '../../access/api-key'
import { addressList } from '../../access/address-list'
import type { Principal } from '../../access/principal'
import type { Instant } from '../../domain/instant'
import type { Timers } from '../../domain/timers'
import type { HeldKey, KeySecret, KeyStore } from './ports'

export interface KeyDirectoryDeps {
  readonly store: Pick<KeyStore, 'changedSince' | 'used'>
  readonly timers: Timers
  readonly now: () => Instant
  /** Milliseconds that only rise. */
  readonly ticks: () => number
  /** Keys are refused when the database could not be asked for so long, milliseconds. */
  readonly staleMs: number
  /** Told once when the database cannot be asked, and not again before it could. */
  readonly warn: (problem: string, error: unknown) => void
}
/** Why a key is not taken, in words for whoever sent it. `unknown`: other credentials help; `elsewhere`: the key is right, and not from here; `unsure`: nobody can say now. */
export interface KeyRefusal { readonly why: 'unknown' | 'elsewhere' | 'unsure'; readonly message: string }
export interface KeyDirectory {
  /** `origin`: the header of a page; undefined where there is none. */
  authenticate(text: string, origin: string | undefined, address: string): Promise<Principal | KeyRefusal>
  close(): Promise<void>
}

/** Between two looks for what changed: what was revoked is out within this, a look, and a sweep of the sockets. */
const LOOK_MS = 300
/** Whoever sends a key or secret that is not known waits for a look that begins after it; those looks are so far apart at least. */
const UNKNOWN_MS = 100
const TELL_USE_MS = 60_000
/** What was changed in ways that revisions do not tell of, and what ended long ago, is noticed within a day. */
const WHOLE_MS = 86_400_000

interface Known extends HeldKey { readonly isFromHere: (address: string) => boolean }

/**
 * All keys in memory: at most `MOST_KEYS`, some 1 kB each, 1.5 with addresses. The database is asked what changed three times a second; a request waits for it only with a key or secret that is not
 * known, or when it could not be asked for too long and nobody knows yet why. After a failure everything is read anew: it may be another database that answers.
 */
export function createKeyDirectory({ store, timers, now, ticks, staleMs, warn }: KeyDirectoryDeps): KeyDirectory {
  const keys = new Map<string, Known>()
  const uses = new Map<string, Instant>()
  let [revision, lookedAt, heardAt, toldAt, wholeAt] = [-1, -Infinity, -Infinity, ticks(), -Infinity]
  let looking: Promise<void> | null = null
  let coming: Promise<void> | null = null
  let telling: Promise<void> | null = null
  let [failed, closed] = [false, false]
  let cancel = (): void => undefined

  const look = async (): Promise<void> => {
    const began = lookedAt = ticks()
    const asked = failed || began - wholeAt >= WHOLE_MS ? -1 : revision
    const told = await store.changedSince(asked)
    const whole = asked === -1 || told.revision < revision
    const changes = whole && asked !== -1 ? await store.changedSince(-1) : told
    if (whole) {
      keys.clear()
      wholeAt = began
    }
    for (const key of changes.keys) keys.set(key.id, { ...key, isFromHere: key.addresses.length === 0 ? () => true : addressList(key.addresses) })
    revision = changes.revision
    heardAt = began
    failed = false
  }
  const looked = (): Promise<void> => looking ??= look().finally(() => { looking = null })
  const begun = (): Promise<void> => (looking === null ? looked() : looking.catch(() => undefined).then(looked))
  /** A look that begins now or later: one for all who wait. */
  const next = (): Promise<void> => {
    if (coming !== null) return coming
    const rest = lookedAt + UNKNOWN_MS - ticks()
    if (rest <= 0) return begun()
    return coming = new Promise((resolve) => {
      timers.after(rest, () => {
        coming = null
        resolve(closed ? undefined : begun())
      })
    })
  }
  const tell = (error: unknown): void => {
    if (!failed) warn('keys cannot be looked for; those that are known stand for a while', error)
    failed = true
  }
  const tellUses = async (): Promise<void> => {
    toldAt = ticks()
    if (uses.size === 0) return
    const told = new Map(uses)
    uses.clear()
    await store.used(told).catch((error: unknown) => {
      for (const [id, at] of told) if (!uses.has(id)) uses.set(id, at)
      warn('when keys were used last cannot be written; it is tried again in a minute', error)
    })
  }
  const round = async (): Promise<void> => {
    if (telling === null && ticks() - toldAt >= TELL_USE_MS) telling = tellUses().finally(() => { telling = null })
    await looked()
  }
  const again = (): void => { if (!closed) cancel = timers.after(LOOK_MS, () => { void round().catch(tell).finally(again) }) }
  again()

  const isStale = (): boolean => ticks() - heardAt > staleMs
  const known = async (id: string, digest: Buffer): Promise<Known | undefined> => {
    const held = keys.get(id)
    const isKnown = held !== undefined && secretOf(held, digest) !== null
    if (!failed && (isStale() || !isKnown)) await (isStale() ? looked() : next()).catch(tell)
    return keys.get(id)
  }
  const secretOf = (key: HeldKey, digest: Buffer): KeySecret | null => {
    let found: KeySecret | null = null
    for (const secret of key.secrets) if (timingSafeEqual(secret.digest, digest)) found = secret
    return found
  }
  /** Null while it stands. */
  const ended = (id: string, digest: Buffer): KeyRefusal | null => {
    if (isStale()) return UNSURE
    const key = keys.get(id)
    const secret = key === undefined ? null : secretOf(key, digest)
    if (key === undefined || secret === null) return failed ? UNSURE : UNKNOWN
    if (key.revokedAt !== null) return { why: 'unknown', message: `Key ${id} was revoked.` }
    if (key.expiresAt !== null && key.expiresAt <= now()) return { why: 'unknown', message: `Key ${id} expired.` }
    if (secret.expiresAt !== null && secret.expiresAt <= now()) return { why: 'unknown', message: `This secret of key ${id} was replaced: send the newer one.` }
    return null
  }
  return {
    authenticate: async (text, origin, address) => {
      const read = idInKey(text)
      if (read === 'mistyped') return { why: 'unknown', message: 'A letter of this key is wrong or missing: copy it again.' }
      if (read === 'not-a-key') return { why: 'unknown', message: 'This is no key of racegraph: those begin with "rg_".' }
      const { id } = read
      const digest = digestOfKey(text)
      const key = await known(id, digest)
      const refusal = ended(id, digest)
      if (refusal !== null || key === undefined) return refusal ?? UNKNOWN
      if (key.origins.length > 0 && (origin === undefined || !key.origins.includes(origin))) return { why: 'elsewhere', message: `Key ${id} is for pages of other origins${origin === undefined ? ', and this request names none' : ''}.` }
      if (!key.isFromHere(address)) return { why: 'elsewhere', message: `Key ${id} is not for use from this address.` }
      uses.set(id, now())
      const ends = [key.expiresAt, secretOf(key, digest)?.expiresAt ?? null].filter((at) => at !== null)
      return { id: `key:${id}`, kind: 'key', tier: key.tier, scopes: key.scopes, expiresAt: ends.length === 0 ? null : Math.min(...ends) as Instant, standing: () => ended(id, digest)?.message ?? null }
    },
    close: async () => {
      closed = true
      cancel()
      await looking?.catch(tell)
      await telling
      await tellUses()
    },
  }
}
const UNKNOWN: KeyRefusal = { why: 'unknown', message: 'This key is not known here.' }
const UNSURE: KeyRefusal = { why: 'unsure', message: 'Nobody can say now which keys stand: try again in a moment.' }
