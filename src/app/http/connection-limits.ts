import type { IncomingMessage } from 'node:http'
import { BlockList, isIP, isIPv6 } from 'node:net'

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

/** Networks that proxies of one's own stand in. */
const OWN = new BlockList()
for (const [net, bits] of [['10.0.0.0', 8], ['172.16.0.0', 12], ['192.168.0.0', 16], ['127.0.0.0', 8], ['169.254.0.0', 16], ['100.64.0.0', 10]] as const) OWN.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [['::1', 128], ['fc00::', 7], ['fe80::', 10]] as const) OWN.addSubnet(net, bits, 'ipv6')
const isOwn = (address: string): boolean => OWN.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')

/**
 * Where a client is; behind trusted proxies what they say of it: the last address in `X-Forwarded-For` that is not of a private network, else the last.
 * Proxies write at the end, and whatever stands before that the client may have written.
 */
export const addressOf = (request: IncomingMessage, trustProxy: boolean): string => {
  const forwarded = trustProxy ? request.headers['x-forwarded-for'] : undefined
  const said = String(forwarded ?? '').split(',').map((one) => one.trim()).filter((one) => isIP(one) !== 0)
  return said.findLast((one) => !isOwn(one)) ?? said.at(-1) ?? request.socket.remoteAddress ?? ''
}
