import type { IncomingMessage } from 'node:http'
import type { ClientInfo } from '../../access/principal'

const LONGEST = 80
const cleaned = (value: unknown): string | null => {
  if (typeof value !== 'string') return null
  const text = value.replace(/[^\x20-\x7e]/gu, '').trim().slice(0, LONGEST)
  return text === '' ? null : text
}
/** How a program names itself, in headers or `connectionParams`. */
export const clientInfoOf = ({ headers }: Pick<IncomingMessage, 'headers'>, params: Readonly<Record<string, unknown>> = {}): ClientInfo => ({
  name: cleaned(params['clientName'] ?? headers['apollographql-client-name'] ?? headers['x-client-name']),
  version: cleaned(params['clientVersion'] ?? headers['apollographql-client-version'] ?? headers['x-client-version']),
})
