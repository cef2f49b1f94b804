import { readFileSync } from 'node:fs'
import { AppError } from '../../domain/errors'
import type { Instant } from '../../domain/instant'
import { asSubgraph } from '../../graphql/federation/as-subgraph'
import { createDocumentCheck } from '../../graphql/limits/check-document'
import { buildGraph } from '../../graphql/schema'
import { documentStore } from '../../storage/documents/document-store'
import { createPool } from '../../storage/pool'
import { withRunner } from '../../storage/sql-runner'
import type { ClientRelease, DocumentStore, StoredDocument } from '../../usecases/documents/ports'
import { publishManifests, type PublishReport } from '../../usecases/documents/publish'
import type { Clock } from '../clock'
import type { Config } from '../config/read-config'
import { httpSettingsOf } from '../config/http-settings-of'

export interface DocumentsRun { readonly config: Config; readonly databaseUrl: string; readonly clock: Clock }

async function withStore<T>({ databaseUrl }: DocumentsRun, use: (store: DocumentStore) => Promise<T>): Promise<T> {
  const pool = createPool({ url: databaseUrl, size: 1, statementTimeoutMs: 0, applicationName: 'racegraph documents' })
  try { return await use(documentStore((work) => withRunner(pool, work))) } finally { await pool.end() }
}
const readText = (file: string): string => {
  try { return readFileSync(file, 'utf8') } catch (cause) { throw new AppError('FILE_UNREADABLE', `The manifest ${file} cannot be read: ${(cause as Error).message}`, { cause }) }
}

/** Publishes manifests as the server of these settings would take their documents. @throws AppError FILE_UNREADABLE, BAD_USER_INPUT */
export const publishDocuments = (run: DocumentsRun, files: readonly string[], options: { readonly client: ClientRelease | null; readonly dryRun: boolean }): Promise<PublishReport> => {
  const manifests = [...new Set(files)].map((name) => ({ name, json: readText(name) }))
  const { config, clock } = run
  const schema = config.RACEGRAPH_FEDERATION ? asSubgraph(buildGraph(), { introspection: config.RACEGRAPH_INTROSPECTION }) : buildGraph()
  const check = createDocumentCheck(schema, httpSettingsOf(config).limits)
  return withStore(run, (store) => publishManifests({ store, check, at: clock.now().getTime() as Instant }, manifests, options))
}
export const listDocuments = (run: DocumentsRun, retired: boolean): Promise<readonly StoredDocument[]> => withStore(run, (store) => store.all(retired))
/** @throws AppError NOT_FOUND */
export const retireDocuments = (run: DocumentsRun, ids: readonly string[]): Promise<readonly string[]> => withStore(run, (store) => store.retire(ids, run.clock.now().getTime() as Instant))
