/*
 * graphql-ws and graphql-sse insist on `query`, which a request for a document by id does not have: an empty one stands in its place, and is never looked at.
 */
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)
const isById = (sent: Readonly<Record<string, unknown>>): boolean =>
  (sent['query'] === undefined || sent['query'] === null) && ((sent['documentId'] !== undefined && sent['documentId'] !== null) || (sent['extensions'] !== undefined && sent['extensions'] !== null))

/** Parameters of an operation. */
export const withEmptyQuery = <T>(sent: T): T => (isObject(sent) && isById(sent) ? { ...sent, query: '' } : sent)

/** A message of graphql-transport-ws. Others than those that ask by id stay as they are, malformed ones too. */
export function messageWithEmptyQuery(message: string): string {
  if (!message.includes('"documentId"') && !message.includes('"persistedQuery"')) return message
  try {
    const read: unknown = JSON.parse(message)
    return isObject(read) && read['type'] === 'subscribe' && isObject(read['payload']) && isById(read['payload']) ? JSON.stringify({ ...read, payload: withEmptyQuery(read['payload']) }) : message
  } catch { return message }
}
