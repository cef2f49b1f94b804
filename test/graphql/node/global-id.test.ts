import { fromGlobalId, readGlobalId, toGlobalId } from '../../../src/graphql/node/global-id'

const encode = (text: string): string => Buffer.from(text).toString('base64url')

test('an id is opaque and reads back', () => {
  expect(toGlobalId('Race', 42)).toBe('UmFjZTo0Mg')
  expect(readGlobalId('UmFjZTo0Mg')).toEqual({ type: 'Race', key: 42 })
})
test.each([
  ['no id at all', 'hello'], ['empty', ''], ['an unknown type', encode('Dog:1')], ['a type of Object.prototype', encode('constructor:1')], ['no key', encode('Race:')], ['key 0', encode('Race:0')],
  ['a leading zero', encode('Race:042')], ['too large for the table', encode('Race:2147483648')], ['padding that was not there', 'UmFjZTo0Mg=='], ['something more behind it', encode('Race:42:1')], ['very long', 'U'.repeat(10_000)],
])('refuses %s', (_, id) => { expect(() => readGlobalId(id)).toThrow('is not an id of this graph') })
test('an id of another type says which', () => { expect(() => fromGlobalId('UmFjZTo0Mg', 'Horse')).toThrow('"UmFjZTo0Mg" is the id of a Race, and a Horse id is needed here.') })
test('a refusal never repeats more than a line', () => {
  try { readGlobalId('U'.repeat(10_000)) } catch (error) { expect((error as Error).message.length).toBeLessThan(200); return }
  throw new Error('it was taken')
})
