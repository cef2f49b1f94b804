import { jsonType, type ResponseType } from './media-type'

const statuses: Readonly<Record<string, number>> = {
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  DOCUMENT_NOT_TRUSTED: 403,
  DOCUMENT_NOT_FOUND: 404,
  PERSISTED_QUERY_NOT_FOUND: 200,
  RATE_LIMITED: 429,
  TIMEOUT: 504,
  OVERLOADED: 503,
  DATABASE_UNREACHABLE: 503,
  DATABASE_BROKEN: 503,
  INTERNAL_SERVER_ERROR: 500,
}

/** What was wrong before there was a document at all: the same in both types. */
const withoutDocument: ReadonlySet<string> = new Set(['BAD_REQUEST', 'DOCUMENT_NOT_TRUSTED', 'DOCUMENT_NOT_FOUND'])

/**
 * Status of a GraphQL response without `data`. A refusal is 400 in `application/graphql-response+json` and 200
 * in `application/json`, as GraphQL over HTTP asks: the older type cannot tell our answer from a proxy's by
 * its status. What hangs on the moment and not on the document is 429 or 5xx in both, so that balancers, monitors and retries see it.
 */
export const statusWithoutData = (code: string, type: ResponseType): number => {
  const status = statuses[code] ?? 400
  return status >= 429 || withoutDocument.has(code) || type !== jsonType ? status : 200
}
