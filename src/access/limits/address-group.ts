const V4_IN_V6 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/iu

/** What is limited as one address: IPv4 by itself, IPv6 by its first 64 bits, which one subscriber has whole. Other text stands for itself, cut. */
export function addressGroup(address: string): string {
  const v4 = V4_IN_V6.exec(address)?.[1]
  if (v4 !== undefined) return v4
  if (!address.includes(':')) return address.slice(0, 64)
  const [bare = ''] = address.split('%')
  const [head = '', tail] = bare.split('::')
  const front = head === '' ? [] : head.split(':')
  const back = tail === undefined || tail === '' ? [] : tail.split(':')
  const groups = tail === undefined ? front : [...front, ...Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0'), ...back]
  return `${groups.slice(0, 4).map((group) => (Number.parseInt(group, 16) || 0).toString(16)).join(':')}::/64`
}
