import type { IncomingMessage } from 'node:http'

export interface ConnectionLimits {
  /** Takes a place, or says why there is none. Give it back once. */
  take(address: string): { release(): void } | { readonly full: 'all' | 'address'; readonly limit: number }
  readonly open: number
}

/** Counts live connections, all and by address. Holds a number for each address that has one open. */
export function createConnectionLimits(maxAll: number, maxPerAddress: number): ConnectionLimits {
  const byAddress = new Map<string, number>()
  let open = 0
  return {
    take: (address) => {
      const own = byAddress.get(address) ?? 0
      if (open >= maxAll) return { full: 'all', limit: maxAll }
      if (own >= maxPerAddress) return { full: 'address', limit: maxPerAddress }
      open++
      byAddress.set(address, own + 1)
      let held = true
      return {
        release: () => {
          if (!held) return
          held = false
          open--
          const left = (byAddress.get(address) ?? 1) - 1
          if (left === 0) byAddress.delete(address)
          else byAddress.set(address, left)
        },
      }
    },
    get open() { return open },
  }
}

/** In words for the client; with the status of its refusal. */
export const sayFull = ({ full, limit }: { readonly full: 'all' | 'address'; readonly limit: number }): { readonly status: 429 | 503; readonly code: string; readonly message: string } => full === 'all'
  ? { status: 503, code: 'OVERLOADED', message: `All ${limit} live connections are taken. Try again later.` }
  : { status: 429, code: 'LIMIT_EXCEEDED', message: `Your address has ${limit} live connections open, which is the limit. Put several subscriptions on one.` }

/** Where a client is; behind a trusted proxy what the proxy says of it. */
export const addressOf = (request: IncomingMessage, trustProxy: boolean): string => {
  const forwarded = trustProxy ? request.headers['x-forwarded-for'] : undefined
  const first = (Array.isArray(forwarded) ? forwarded[0] : forwarded)?.split(',')[0]?.trim()
  return first ? first : request.socket.remoteAddress ?? ''
}
