import { addressList, isAddressRange } from '../../src/access/address-list'

test('addresses and ranges of both families; an address of IPv4 that comes in by IPv6 is itself', () => {
  const isIn = addressList(['10.0.0.0/8', '192.0.2.7', '2001:db8::/32', '::1'])
  for (const address of ['10.0.0.0', '10.255.255.255', '192.0.2.7', '::ffff:10.1.2.3', '2001:db8:ffff::1', '::1']) expect([address, isIn(address)]).toEqual([address, true])
  for (const address of ['11.0.0.0', '9.255.255.255', '192.0.2.8', '::ffff:11.1.2.3', '2001:db9::1', '::2', '', 'localhost', '10.0.0']) expect([address, isIn(address)]).toEqual([address, false])
})
test.each(['10.0.0.0/8', '10.0.0.1', '0.0.0.0/0', '::/0', '2001:db8::/128'])('%s is a range', (text) => { expect(isAddressRange(text)).toBe(true) })
test.each(['', '10.0.0', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', '::/129', 'example.com', '10.0.0.0/-1', '10.0.0.0/a'])('%j is none', (text) => { expect(isAddressRange(text)).toBe(false) })
