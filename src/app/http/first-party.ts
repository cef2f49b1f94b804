import type { IncomingHttpHeaders } from 'node:http'
import { asksForJson } from './media-type'

/** Set on requests by us, never by a client: tells Apollo's CSRF guard that a GET was judged safe. A client that sets it makes its browser ask first, which is what the guard wants. */
export const firstPartyHeader = 'x-racegraph-first-party'

/**
 * True when a GET without any header that forces a preflight is still evidently an API call and not a
 * page of another site making a visitor's browser ask. docs/adr/0006-http.md says why this is enough.
 */
export const isFirstPartyGet = (headers: IncomingHttpHeaders, corsOrigins: readonly string[]): boolean => {
  const { origin, 'sec-fetch-site': site, 'sec-fetch-mode': mode } = headers
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return isAllowed(origin, corsOrigins)
  if (site === undefined && origin !== undefined && !isOwn(origin, headers.host)) return isAllowed(origin, corsOrigins)
  return asksForJson(headers.accept) || mode === 'cors'
}

/** Whether a page of this origin may hold a live connection: our own, one that CORS allows, or no page at all. Browsers ask no permission for WebSockets. */
export const mayConnect = ({ origin, host }: IncomingHttpHeaders, corsOrigins: readonly string[]): boolean =>
  origin === undefined || isOwn(origin, host) || isAllowed(origin, corsOrigins)

const isAllowed = (origin: string | undefined, corsOrigins: readonly string[]): boolean =>
  origin !== undefined && (corsOrigins.includes(origin) || corsOrigins.includes('*'))

const isOwn = (origin: string, host: string | undefined): boolean =>
  host !== undefined && (origin === `http://${host}` || origin === `https://${host}`)
