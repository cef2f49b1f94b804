import type { StoredDocument, TrustedDocument, TrustedDocuments } from '../../usecases/documents/ports'

/** Trusted documents by the name of their operation. */
export interface DocumentNames {
  /** By name, or by id where it has none or stands behind a later one of its name; null where none stands. */
  find(nameOrId: string): Promise<TrustedDocument | null>
  /** One for each name, the latest published, and those without a name; by path. Subscriptions are not served here. */
  all(): Promise<readonly NamedDocument[]>
  close(): void
}
export interface NamedDocument { readonly name: string; readonly id: string }

const isLater = (one: StoredDocument, other: StoredDocument): boolean => (one.publishedAt === other.publishedAt ? one.id < other.id : one.publishedAt > other.publishedAt)

/** Holds a name and an id for each document (`MAX_DOCUMENTS` at most); asks the database when documents changed and somebody wants one. */
export function createDocumentNames(documents: TrustedDocuments): DocumentNames {
  let known: Promise<ReadonlyMap<string, string>> | null = null
  const stop = documents.onChange(() => { known = null })
  const read = async (): Promise<ReadonlyMap<string, string>> => {
    const latest = new Map<string, StoredDocument>()
    for (const document of await documents.list()) {
      if (document.type === 'subscription') continue
      const name = document.operationName ?? document.id
      const other = latest.get(name)
      if (other === undefined || isLater(document, other)) latest.set(name, document)
    }
    return new Map([...latest].map(([name, { id }]) => [name, id]))
  }
  const names = async (): Promise<ReadonlyMap<string, string>> => {
    const reading = known ??= read()
    try { return await reading } catch (error) {
      if (known === reading) known = null
      throw error
    }
  }
  return {
    find: async (nameOrId) => documents.find((await names()).get(nameOrId) ?? nameOrId),
    all: async () => [...await names()].map(([name, id]) => ({ name, id })).sort((a, b) => (a.name < b.name ? -1 : 1)),
    close: stop,
  }
}
