import type { Instant } from '../../domain/instant'

/** A document with one operation, published beforehand, which is asked for by id instead of being sent. */
export interface TrustedDocument {
  /** `sha256:` and the SHA-256 of its text, hex (GraphQL over HTTP, appendix A). */
  readonly id: string
  /** Further ids by which it is known, e.g. the SHA-1 or MD5 of a code generator; as they were published. */
  readonly aliases: readonly string[]
  readonly text: string
  readonly operationName: string | null
  readonly type: 'query' | 'mutation' | 'subscription'
}
export interface ClientRelease { readonly name: string; /** Null where none was told. */ readonly version: string | null }
export interface StoredDocument extends TrustedDocument {
  readonly publishedAt: Instant
  /** Null while it stands. */
  readonly retiredAt: Instant | null
  /** Who published it, the latest first. */
  readonly clients: readonly (ClientRelease & { readonly publishedAt: Instant })[]
}

/** What a server knows of trusted documents. */
export interface TrustedDocuments {
  /** By its id, the bare SHA-256, or another id that it is published under; null where none stands. Costs no database but for what is new. @throws AppError when the database cannot be reached before the first look */
  find(id: string): Promise<TrustedDocument | null>
  /** All that stand, by name and id. Asks the database: not for every request. */
  list(): Promise<readonly StoredDocument[]>
  /** `run` is called once documents were published or retired, within two seconds. The call that is given back ends it. */
  onChange(run: () => void): () => void
  close(): void
}
/** There are none. */
export const NO_DOCUMENTS: TrustedDocuments = { find: async () => null, list: async () => [], onChange: () => () => undefined, close: () => undefined }

/** What changed of documents, without their texts. */
export interface DocumentHead { readonly id: string; readonly aliases: readonly string[]; readonly operationName: string | null; readonly type: TrustedDocument['type']; readonly stands: boolean }
export interface DocumentChanges { /** Rises with each change, in the order in which changes become visible. */ readonly revision: number; readonly heads: readonly DocumentHead[] }
export type DocumentFate = 'published' | 'unchanged' | 'again'
export interface DocumentStore {
  /** Documents of a later revision than `revision`; of one below 0, all that stand. A few microseconds of the database where there are none. */
  changedSince(revision: number): Promise<DocumentChanges>
  /** Null where it stands no more. */
  text(id: string): Promise<string | null>
  /** By name and id. `retired`: those too that stand no more. */
  all(retired: boolean): Promise<readonly StoredDocument[]>
  /**
   * All or none, by one publisher at a time. A retired one stands `again`. `dryRun`: everything but the keeping.
   * @throws AppError BAD_USER_INPUT where an id already stands for another text, or there would be more than `MAX_DOCUMENTS`
   */
  publish(documents: readonly TrustedDocument[], by: { readonly client: ClientRelease | null; readonly at: Instant; readonly dryRun: boolean }): Promise<readonly DocumentFate[]>
  /** By any of their ids; all or none. Gives those that stood until now. @throws AppError NOT_FOUND */
  retire(ids: readonly string[], at: Instant): Promise<readonly string[]>
}

/** Documents that stand at once; servers keep the ids of all in memory, some 20 MB at most. */
export const MAX_DOCUMENTS = 20_000
/** Ids of one document, beside its own. */
export const MAX_ALIASES = 20
/** Characters of a text. */
export const MAX_TEXT = 100_000
const ID = /^(?:sha256:[0-9a-f]{64}|x-[\w.~-]{1,60}:[\w.~-]{1,120}|[\w.~-]{1,120})$/
/** Ids after appendix A of GraphQL over HTTP: `sha256:…`, `x-…:…`, or without a colon. */
export const isDocumentId = (text: string): boolean => ID.test(text)
