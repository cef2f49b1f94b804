import { AppError } from '../../domain/errors'
import type { Instant } from '../../domain/instant'
import { MAX_ALIASES, MAX_DOCUMENTS, type DocumentFate, type DocumentHead, type DocumentStore, type StoredDocument, type TrustedDocument } from '../../usecases/documents/ports'
import type { SqlRunner } from '../../usecases/ports'

type Row = Awaited<ReturnType<SqlRunner['rows']>>[number]
interface OpenRunner { <T>(use: (db: SqlRunner) => Promise<T>): Promise<T> }

const ALIASES = 'ARRAY(SELECT i.alias FROM trusted_document_ids i WHERE i.document_id = d.id ORDER BY i.alias)'
const ms = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::float8`
/* One statement, thus one snapshot: the revision and what it made. There is a row even where nothing changed. Whoever knows nothing yet is told what stands. */
const CHANGED = `SELECT r.revision::float8, d.id, ${ALIASES}, d.operation_name, d.operation_type, d.retired_at IS NULL FROM (SELECT coalesce(max(revision), 0) AS revision FROM trusted_document_revision) r LEFT JOIN trusted_documents d ON d.revision > $1::bigint AND ($1::bigint >= 0 OR d.retired_at IS NULL)`
const TEXT = 'SELECT text FROM trusted_documents WHERE id = $1 AND retired_at IS NULL'
const ALL = `
SELECT d.id, ${ALIASES}, d.text, d.operation_name, d.operation_type, ${ms('d.published_at')}, ${ms('d.retired_at')},
  ARRAY(SELECT jsonb_build_array(c.client, c.version, ${ms('c.published_at')}) FROM trusted_document_clients c WHERE c.document_id = d.id ORDER BY c.published_at DESC, c.client, c.version)
FROM trusted_documents d WHERE $1::boolean OR d.retired_at IS NULL ORDER BY d.operation_name NULLS LAST, d.id`
const BUMP = 'INSERT INTO trusted_document_revision AS r (revision) VALUES (1) ON CONFLICT (one) DO UPDATE SET revision = r.revision + 1 RETURNING revision::float8'
const KNOWN = 'SELECT id, retired_at IS NULL FROM trusted_documents WHERE id = ANY ($1::text[])'
const TAKEN = `
SELECT i.alias, i.document_id, d.operation_name FROM trusted_document_ids i JOIN trusted_documents d ON d.id = i.document_id WHERE i.alias = ANY ($1::text[]) OR i.document_id = ANY ($2::text[])`
const STANDING = 'SELECT count(*)::int FROM trusted_documents WHERE retired_at IS NULL'
const ADD = `
INSERT INTO trusted_documents (id, text, operation_name, operation_type, published_at, revision) VALUES ($1, $2, $3, $4, to_timestamp($5::float8 / 1000), $6::bigint)
ON CONFLICT (id) DO UPDATE SET retired_at = NULL, revision = EXCLUDED.revision`
const ADD_ID = 'INSERT INTO trusted_document_ids (alias, document_id) VALUES ($1, $2)'
const ADD_CLIENT = 'INSERT INTO trusted_document_clients (document_id, client, version, published_at) VALUES ($1, $2, $3, to_timestamp($4::float8 / 1000)) ON CONFLICT DO NOTHING'
const RETIRED_IDS = 'SELECT asked, (SELECT d.id FROM trusted_documents d WHERE d.id IN (asked, \'sha256:\' || asked) UNION SELECT i.document_id FROM trusted_document_ids i WHERE i.alias = asked LIMIT 1) FROM unnest($1::text[]) asked'
const RETIRE = 'UPDATE trusted_documents SET retired_at = to_timestamp($2::float8 / 1000), revision = $3::bigint WHERE id = ANY ($1::text[]) AND retired_at IS NULL RETURNING id'

/** Trusted documents in the database, over connections that are lent for a statement or a transaction each. */
export const documentStore = (open: OpenRunner): DocumentStore => ({
  changedSince: async (revision) => {
    const rows = await open((db) => db.rows(CHANGED, [revision]))
    return { revision: rows[0]?.[0] as number, heads: rows.filter(([, id]) => id !== null).map(headOf) }
  },
  text: async (id) => ((await open((db) => db.rows(TEXT, [id])))[0]?.[0] ?? null) as string | null,
  all: async (retired) => (await open((db) => db.rows(ALL, [retired]))).map(storedOf),
  publish: (documents, { client, at, dryRun }) => open((db) => inTransaction(db, async () => {
    const [bumped] = await db.rows(BUMP, [])
    const plan = await planOf(db, documents)
    for (const { document, fate, added } of plan) {
      if (fate !== 'unchanged' || added.length > 0) await db.rows(ADD, [document.id, document.text, document.operationName, document.type, at, bumped?.[0]])
      for (const alias of added) await db.rows(ADD_ID, [alias, document.id])
      if (client !== null) await db.rows(ADD_CLIENT, [document.id, client.name, client.version ?? '', at])
    }
    const [standing] = await db.rows(STANDING, [])
    if ((standing?.[0] as number) > MAX_DOCUMENTS) throw new AppError('BAD_USER_INPUT', `There would be ${String(standing?.[0])} trusted documents; ${MAX_DOCUMENTS} is the limit. Retire some first: "racegraph documents list" shows who published them.`)
    return { result: plan.map(({ fate }) => fate), keep: !dryRun }
  })),
  retire: (ids, at) => open((db) => inTransaction(db, async () => {
    const [bumped] = await db.rows(BUMP, [])
    const found = await db.rows(RETIRED_IDS, [ids])
    const unknown = found.filter(([, id]) => id === null).map(([asked]) => String(asked))
    if (unknown.length > 0) throw new AppError('NOT_FOUND', `No trusted document has the id ${unknown.join(', ')}: "racegraph documents list --retired" shows them all. Nothing was retired.`)
    const retired = await db.rows(RETIRE, [found.map(([, id]) => id), at, bumped?.[0]])
    return { result: retired.map(([id]) => String(id)), keep: retired.length > 0 }
  })),
})

const headOf = ([, id, aliases, operationName, type, stands]: Row): DocumentHead => ({ id, aliases, operationName, type, stands })
const storedOf = ([id, aliases, text, operationName, type, publishedAt, retiredAt, clients]: Row): StoredDocument => ({
  id, aliases, text, operationName, type, publishedAt: publishedAt as Instant, retiredAt: retiredAt as Instant | null,
  clients: (clients as readonly (readonly [string, string, number])[]).map(([name, version, publishedBy]) => ({ name, version: version === '' ? null : version, publishedAt: publishedBy as Instant })),
})

async function inTransaction<T>(db: SqlRunner, work: () => Promise<{ readonly result: T; readonly keep: boolean }>): Promise<T> {
  await db.rows('BEGIN', [])
  let keep = false
  try {
    const done = await work()
    keep = done.keep
    return done.result
  } finally { await db.rows(keep ? 'COMMIT' : 'ROLLBACK', []) }
}

interface Planned { readonly document: TrustedDocument; readonly fate: DocumentFate; /** Ids that are new. */ readonly added: readonly string[] }
/** What becomes of each, under the lock of the revision. */
async function planOf(db: SqlRunner, documents: readonly TrustedDocument[]): Promise<readonly Planned[]> {
  const stands = new Map((await db.rows(KNOWN, [documents.map(({ id }) => id)])).map(([id, standing]) => [id as string, standing as boolean]))
  const owners = new Map((await db.rows(TAKEN, [documents.flatMap(({ aliases }) => aliases), documents.map(({ id }) => id)])).map(([alias, id, name]) => [alias as string, { id: id as string, name: name as string | null }]))
  return documents.map((document) => {
    for (const alias of document.aliases) {
      const owner = owners.get(alias)
      if (owner !== undefined && owner.id !== document.id) throw new AppError('BAD_USER_INPUT', `The id ${alias} of ${document.operationName ?? 'an operation without a name'} already stands for another text (${owner.name ?? 'without a name'}, ${owner.id}), and an id keeps its meaning for ever: clients and caches hold it. Give the changed text another id, e.g. its hash.`)
    }
    const added = document.aliases.filter((alias) => !owners.has(alias))
    const before = [...owners.values()].filter(({ id }) => id === document.id).length
    if (before + added.length > MAX_ALIASES) throw new AppError('BAD_USER_INPUT', `${document.id} would have ${before + added.length} further ids; ${MAX_ALIASES} is the limit.`)
    for (const alias of added) owners.set(alias, { id: document.id, name: document.operationName })
    const standing = stands.get(document.id)
    return { document, fate: standing === undefined ? 'published' : standing ? 'unchanged' : 'again', added }
  })
}
