import type { Scope } from '../../access/scope'
import type { Instant } from '../../domain/instant'

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
  /** Until when secrets before the newest are taken. */
  readonly overlapUntil: Instant | null
}
export interface KeyStore {
  create(id: string, terms: KeyTerms, digest: Buffer, at: Instant): Promise<void>
  /** The newest secret; those before end at `until` or when they would have. False where no such key stands. */
  rotate(id: string, digest: Buffer, at: Instant, until: Instant): Promise<boolean>
  /** When it was revoked: `at`, or before. Null where there is no such key. */
  revoke(id: string, at: Instant): Promise<Instant | null>
  /** The newest first. */
  list(): Promise<readonly ApiKey[]>
  get(id: string): Promise<ApiKey | null>
  /** Keys that were changed after a revision, and the revision now; all for -1. */
  changedSince(revision: number): Promise<{ readonly revision: number; readonly keys: readonly HeldKey[] }>
  /** When keys were used last. */
  used(uses: ReadonlyMap<string, Instant>): Promise<void>
}
