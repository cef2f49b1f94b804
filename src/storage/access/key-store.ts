import type { Scope } from '../../access/scope'
import type { Instant } from '../../domain/instant'
import { HELD_SECRETS, MOST_KEYS, type ApiKey, type HeldKey, type KeyStore } from '../../usecases/access/ports'
import type { SqlRunner } from '../../usecases/ports'

type Row = Awaited<ReturnType<SqlRunner['rows']>>[number]
interface OpenRunner { <T>(use: (db: SqlRunner) => Promise<T>): Promise<T> }

const ms = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::float8`
const at = (parameter: string): string => `to_timestamp(${parameter}::float8 / 1000)`
const TERMS = `k.id, k.name, k.owner, k.tier, k.scopes, k.origins, k.addresses, ${ms('k.expires_at')}, ${ms('k.revoked_at')}`
const SHOWN = `SELECT ${TERMS}, ${ms('k.created_at')}, ${ms('k.last_used_at')}, older.until, older.secrets
FROM api_keys k, LATERAL (SELECT ${ms('max(s.expires_at)')} AS until, count(*)::int AS secrets FROM api_key_secrets s WHERE s.key_id = k.id AND s.expires_at > now()) older`
/* What ended is told for a while, so that whoever sends it is told so. */
const TOLD_SINCE = "now() - interval '30 days'"
const HELD = `(k.revoked_at IS NULL OR k.revoked_at > ${TOLD_SINCE}) AND (k.expires_at IS NULL OR k.expires_at > ${TOLD_SINCE})`
/* One statement, thus one snapshot: the revision and what it made. There is a row even where nothing changed. Every change is told, whenever it says it was: clocks of those who revoke may be wrong. Of secrets, those that stand longest come first. */
const CHANGED = `
SELECT r.revision::float8, ${TERMS}, ARRAY(SELECT jsonb_build_array(encode(s.digest, 'hex'), ${ms('s.expires_at')}) FROM api_key_secrets s
  WHERE s.key_id = k.id AND (s.expires_at IS NULL OR s.expires_at > ${TOLD_SINCE}) ORDER BY s.expires_at DESC NULLS FIRST LIMIT ${HELD_SECRETS})
FROM api_key_revision r LEFT JOIN api_keys k ON k.revision > $1::bigint AND ($1::bigint >= 0 OR ${HELD})`
/* First of every change: it holds the row, so that revisions become visible in their order. */
const BUMP = 'WITH bumped AS (UPDATE api_key_revision SET revision = revision + 1 RETURNING revision)'
const CREATE = `${BUMP}, made AS (INSERT INTO api_keys (id, name, owner, tier, scopes, origins, addresses, created_at, expires_at, revision)
  SELECT $1, $2, $3, $4, $5::text[], $6::text[], $7::text[], ${at('$8')}, ${at('$9')}, revision FROM bumped WHERE (SELECT count(*) FROM api_keys k WHERE ${HELD}) < $11 RETURNING id)
INSERT INTO api_key_secrets (digest, key_id, created_at) SELECT $10, id, ${at('$8')} FROM made RETURNING 1`
/* A statement sees the secrets of when it began: where the key was changed since, e.g. rotated, it would miss that one's, and does nothing. */
const ROTATE = `${BUMP}, seen AS MATERIALIZED (SELECT id, revision FROM api_keys WHERE id = $1),
  changed AS (UPDATE api_keys k SET revision = bumped.revision FROM bumped, seen WHERE k.id = seen.id AND k.revision = seen.revision AND k.revoked_at IS NULL RETURNING k.id),
  ended AS (UPDATE api_key_secrets SET expires_at = least(expires_at, ${at('$4')}) WHERE key_id IN (SELECT id FROM changed) RETURNING 1)
INSERT INTO api_key_secrets (digest, key_id, created_at) SELECT $2, id, ${at('$3')} FROM changed RETURNING 1`
const REVOKE = `${BUMP} UPDATE api_keys k SET revoked_at = coalesce(k.revoked_at, ${at('$2')}), revision = bumped.revision FROM bumped WHERE k.id = $1 RETURNING ${ms('k.revoked_at')}`
/* In one order, so that processes that write at once do not wait for each other in a circle. */
const USED = `WITH held AS MATERIALIZED (SELECT id FROM api_keys WHERE id = ANY($1::text[]) ORDER BY id FOR NO KEY UPDATE)
UPDATE api_keys k SET last_used_at = greatest(k.last_used_at, ${at('u.at')}) FROM unnest($1::text[], $2::float8[]) u(id, at), held WHERE k.id = u.id AND held.id = u.id`

/** Keys in the database, over connections that are lent for a statement each. `most`: keys that are held. */
export const keyStore = (open: OpenRunner, most = MOST_KEYS): KeyStore => {
  const rows = (sql: string, values: readonly unknown[]): Promise<readonly Row[]> => open((db) => db.rows(sql, values))
  return {
    create: async (id, { name, owner, tier, scopes, origins, addresses, expiresAt }, digest, now) => (await rows(CREATE, [id, name, owner, tier, scopes, origins, addresses, now, expiresAt, digest, most])).length === 1,
    rotate: async (id, digest, now, until) => (await rows(ROTATE, [id, digest, now, until])).length === 1,
    revoke: async (id, now) => ((await rows(REVOKE, [id, now]))[0]?.[0] ?? null) as Instant | null,
    list: async () => (await rows(`${SHOWN} ORDER BY k.created_at DESC, k.id`, [])).map(shownOf),
    get: async (id) => { const [row] = await rows(`${SHOWN} WHERE k.id = $1`, [id]); return row === undefined ? null : shownOf(row) },
    changedSince: async (revision) => {
      const found = await rows(CHANGED, [revision])
      return { revision: found[0]?.[0] as number, keys: found.filter(([, id]) => id !== null).map(heldOf) }
    },
    used: async (uses) => { await rows(USED, [[...uses.keys()], [...uses.values()]]) },
  }
}

const termsOf = ([id, name, owner, tier, scopes, origins, addresses, expiresAt, revokedAt]: Row): Omit<HeldKey, 'secrets'> => ({
  id: id as string, name: name as string, owner: owner as string, tier: tier as string, scopes: scopes as readonly Scope[], origins: origins as readonly string[], addresses: addresses as readonly string[],
  expiresAt: expiresAt as Instant | null, revokedAt: revokedAt as Instant | null,
})
const shownOf = (row: Row): ApiKey => {
  const [createdAt, lastUsedAt, overlapUntil, olderSecrets] = row.slice(9) as [Instant, Instant | null, Instant | null, number]
  return { ...termsOf(row), createdAt, lastUsedAt, overlapUntil, olderSecrets }
}
const heldOf = ([, ...row]: Row): HeldKey => ({
  ...termsOf(row), secrets: (row[9] as readonly (readonly [string, Instant | null])[]).map(([digest, expiresAt]) => ({ digest: Buffer.from(digest, 'hex'), expiresAt })),
})
