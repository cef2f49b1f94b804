import { addressGroup } from '../../../src/access/limits/address-group'
import { BUILT_IN_TIERS, tiersOf } from '../../../src/access/limits/tiers'
import { readTiers } from '../../../src/app/access/limits/read-tiers'
import { defaultDocumentLimits } from '../../../src/graphql/limits/document-limits'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'tiers-'))
afterAll(() => { rmSync(folder, { recursive: true }) })
const fileWith = (text: string): string => {
  const path = join(folder, 'tiers.json')
  writeFileSync(path, text)
  return path
}
const problemWith = (path: string): string => {
  try { readTiers(path) } catch (error) { return (error as Error).message }
  throw new Error('nothing was refused')
}

test('whatever the limit of one operation lets pass fits into a minute of every built-in tier', () => {
  for (const { costPerMinute } of Object.values(BUILT_IN_TIERS)) expect(costPerMinute ?? Infinity).toBeGreaterThanOrEqual(defaultDocumentLimits.maxCost)
})
test('an unknown tier is the smallest, told once', () => {
  const told: string[] = []
  const tiers = tiersOf({}, (name, instead) => { told.push(`${name} as ${instead}`) })
  expect([tiers.of('gold').name, tiers.of('gold').name, tiers.of('partner').name]).toEqual(['anonymous', 'anonymous', 'partner'])
  expect(told).toEqual(['gold as anonymous'])
})
test('a file adds tiers and changes built-in ones; what it leaves out is as built in, else without a limit', () => {
  const given = readTiers(fileWith('{ "club": { "costPerMinute": 500000, "operations": 20 }, "free": { "costPerDay": null } }'))
  expect(given).toEqual({
    club: { costPerMinute: 500_000, costPerDay: null, costPerMinuteByAddress: null, operations: 20, subscriptions: null, connections: null },
    free: { costPerMinute: 120_000, costPerDay: null, costPerMinuteByAddress: 240_000, operations: 10, subscriptions: 100, connections: 10 },
  })
  expect(tiersOf(given, () => undefined).of('club').tier.operations).toBe(20)
})
test.each([
  ['{', 'which is not JSON'],
  ['[]', 'which is not right: the whole'],
  ['{ "Club": {} }', 'Club'],
  ['{ "club": { "costPerMinute": 0 } }', 'club.costPerMinute'],
  ['{ "club": { "costPerHour": 5 } }', 'costPerHour'],
  ['{ "club": { "operations": 1.5 } }', 'club.operations'],
])('%s is refused in words', (text, says) => {
  const message = problemWith(fileWith(text))
  expect(message).toContain('RACEGRAPH_TIERS_FILE names')
  expect(message).toContain(says)
})
test('a file that is not there is refused in words', () => { expect(problemWith(join(folder, 'none.json'))).toContain('which cannot be read (ENOENT)') })

test.each([
  ['192.0.2.1', '192.0.2.1'], ['::ffff:192.0.2.1', '192.0.2.1'], ['2001:db8:a:b:c:d:e:f', '2001:db8:a:b::/64'], ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'], ['2001:0db8:000a::', '2001:db8:a:0::/64'], ['fe80::1%eth0', 'fe80:0:0:0::/64'], ['', ''], ['x'.repeat(100), 'x'.repeat(64)],
])('%s counts as %s', (address, group) => { expect(addressGroup(address)).toBe(group) })
