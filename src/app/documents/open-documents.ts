import { documentStore } from '../../storage/documents/document-store'
import { createDirectory } from '../../usecases/documents/directory'
import { REAL_TIMERS } from '../../usecases/live/turns'
import type { Config } from '../config/read-config'
import type { DocumentPolicy } from '../http/asked-document'

type Settings = Pick<Config, 'RACEGRAPH_DOCUMENTS' | 'RACEGRAPH_DOCUMENTS_INTROSPECTION' | 'RACEGRAPH_TRUSTED_DOCUMENT_BYTES'>
export interface OpenDocumentsDeps { readonly config: Settings; readonly open: Parameters<typeof documentStore>[0]; readonly warn: (problem: string, error: unknown) => void }

/** Trusted documents of the database, kept fresh until `documents.close()`, and whether others are taken. */
export const openDocuments = ({ config, open, warn }: OpenDocumentsDeps): DocumentPolicy => ({
  documents: createDirectory({ store: documentStore(open), timers: REAL_TIMERS, ticks: () => performance.now(), warn, maxBytes: config.RACEGRAPH_TRUSTED_DOCUMENT_BYTES }),
  only: config.RACEGRAPH_DOCUMENTS === 'trusted', introspection: config.RACEGRAPH_DOCUMENTS_INTROSPECTION,
})
