import { BlockList, isIP } from 'node:net'

/** Addresses of the IANA registries that are no host of the public internet (RFC 6890 and what followed). */
const NOT_PUBLIC_4 = ['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.31.196.0/24', '192.52.193.0/24', '192.88.99.0/24', '192.168.0.0/16', '192.175.48.0/24', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4']
/** Within 2000::/3, outside of which nothing is public: Teredo and other protocols, documentation, 6to4 (which holds an address of version 4), AS112. */
const NOT_PUBLIC_6 = ['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20']

const listOf = (subnets: readonly string[], family: 'ipv4' | 'ipv6'): BlockList => {
  const list = new BlockList()
  for (const subnet of subnets) { const [net = '', prefix] = subnet.split('/'); list.addSubnet(net, Number(prefix), family) }
  return list
}
const [blocked4, blocked6, global6] = [listOf(NOT_PUBLIC_4, 'ipv4'), listOf(NOT_PUBLIC_6, 'ipv6'), listOf(['2000::/3'], 'ipv6')]

/** Whether an IP address is of the public internet. Addresses of version 4 in the clothes of version 6 (mapped, NAT64) are not. */
export const isPublicAddress = (address: string): boolean => {
  const family = isIP(address)
  if (family === 4) return !blocked4.check(address, 'ipv4')
  return family === 6 && global6.check(address, 'ipv6') && !blocked6.check(address, 'ipv6')
}
