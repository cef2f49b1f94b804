import type { ChangeMessage } from '../../book/change-message'

/** As in MarketFilter of the stream's schema; the same text is the same subscription. */
export interface StreamFilter {
  readonly eventTypeIds?: readonly string[]
  readonly countryCodes?: readonly string[]
  readonly marketTypes?: readonly string[]
  readonly bettingTypes?: readonly string[]
  readonly marketIds?: readonly string[]
}
export interface Clocks { readonly initialClk: string; readonly clk: string }
export interface StatusMessage {
  readonly op: 'status'
  readonly id?: number | null
  readonly statusCode?: 'SUCCESS' | 'FAILURE' | (string & {})
  readonly errorCode?: string
  readonly errorMessage?: string
  readonly connectionClosed?: boolean
  readonly connectionsAvailable?: number
}
export interface ConnectionMessage { readonly op: 'connection'; readonly connectionId?: string }
export type ServerMessage = StatusMessage | ConnectionMessage | (ChangeMessage & { readonly op: 'mcm' })

/** What a view is made of. */
const FIELDS = ['EX_MARKET_DEF', 'EX_ALL_OFFERS', 'EX_TRADED_VOL', 'EX_LTP', 'SP_PROJECTED']
/** And what a recording is for. */
const EVERY_FIELD = [...FIELDS, 'EX_TRADED', 'SP_TRADED', 'EX_BEST_OFFERS', 'EX_BEST_OFFERS_DISP']

export interface SubscriptionOptions { readonly heartbeatMs: number; readonly conflateMs: number; readonly everyField: boolean }
/** One JSON object and CRLF. */
export const requestLine = (request: object): string => `${JSON.stringify(request)}\r\n`
export const authenticationRequest = (id: number, appKey: string, session: string) => ({ op: 'authentication', id, appKey, session })
export const subscriptionRequest = (id: number, filter: StreamFilter, clocks: Clocks | null, { heartbeatMs, conflateMs, everyField }: SubscriptionOptions) => ({
  op: 'marketSubscription', id, segmentationEnabled: true, heartbeatMs, conflateMs, ...clocks,
  marketFilter: filter, marketDataFilter: everyField ? { ladderLevels: 10, fields: EVERY_FIELD } : { fields: FIELDS },
})

/** @throws Error for what is no JSON object with `op`; null for operations that are none of ours */
export function parseServerMessage(line: Buffer): ServerMessage | null {
  let message: unknown
  try { message = JSON.parse(line.toString('utf8')) } catch { throw new Error(`the stream sent ${line.length} bytes that are no JSON`) }
  const op = typeof message === 'object' && message !== null ? (message as { readonly op?: unknown }).op : undefined
  if (typeof op !== 'string') throw new Error('the stream sent what is no message')
  return op === 'mcm' || op === 'status' || op === 'connection' ? message as ServerMessage : null
}
