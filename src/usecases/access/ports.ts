import type { Scope } from '../../access/scope'
import type { Instant } from '../../domain/instant'

/** Most keys that stand, or ended in the last 30 days: every process holds them all. */
export const MOST_KEYS = 100_000
/** Most secrets of a key that a process holds; rotation leaves room among them. */
export const HELD_SECRETS = 20

/** What whoever runs the server says of a key. */
export interface KeyTerms {
  readonly name: string
  readonly owner: string
  readonly tier: string
  readonly scopes: readonly Scope[]
  /** Of pages that may use it, e.g. `https://partner.example`; empty for everybody. */
  readonly origins: readonly string[]
  /** Addresses, or ranges as `10.0.0.0/8`, that may use it; empty for all. */
  readonly addresses: readonly string[]
  /** Null: never. */
  readonly expiresAt: Instant | null
}
/** SHA-256 of the key's text, and until when it is taken; null while it is the newest one. */
export interface KeySecret { readonly digest: Buffer; readonly expiresAt: Instant | null }
/** As a process holds it. */
export interface HeldKey extends KeyTerms { readonly id: string; readonly revokedAt: Instant | null; readonly secrets: readonly KeySecret[] }
/** As it is shown: without what could be tried. */
export interface ApiKey extends KeyTerms {
  readonly id: string
  readonly createdAt: Instant
  readonly revokedAt: Instant | null
  /** To the minute; null for never. */
  readonly lastUsedAt: Instant | null
  /** Until when secrets before the newest are taken, and how many those are. */
  readonly overlapUntil: Instant | null
  readonly olderSecrets: number
}
export interface KeyStore {
  /** False where there are too many keys. */
  create(id: string, terms: KeyTerms, digest: Buffer, at: Instant): Promise<boolean>
  /** The newest secret; those before end at `until` or when they would have. False, and nothing is done, where no such key stands or somebody else changed it meanwhile. */
  rotate(id: string, digest: Buffer, at: Instant, until: Instant): Promise<boolean>
  /** When it was revoked: `at`, or before. Null where there is no such key. */
  revoke(id: string, at: Instant): Promise<Instant | null>
  /** The newest first. */
  list(): Promise<readonly ApiKey[]>
  get(id: string): Promise<ApiKey | null>
  /** Keys that were changed after a revision, and the revision now; for -1 all but those that ended more than 30 days ago. */
  changedSince(revision: number): Promise<{ readonly revision: number; readonly keys: readonly HeldKey[] }>
  /** When keys were used last. */
  used(uses: ReadonlyMap<string, Instant>): Promise<void>
}
