import { createBoundedCache } from '../../../src/app/http/bounded-cache'

const sized = (maxBytes: number) => createBoundedCache<string>({ maxBytes, bytesOf: (text) => text.length })
const keptOf = async (cache: ReturnType<typeof sized>, keys: readonly string[]): Promise<string[]> => {
  const values = await Promise.all(keys.map((key) => cache.get(key)))
  return keys.filter((_key, i) => values[i] !== undefined)
}

test('what was used least lately goes first, by bytes and not by count', async () => {
  // An entry: 200 + 2 x 1 for its key + its text. Two of 400 fit into 1,300, three do not.
  const cache = sized(1_300)
  await cache.set('a', 'x'.repeat(400))
  await cache.set('b', 'x'.repeat(400))
  expect(await cache.get('a')).toHaveLength(400)
  await cache.set('c', 'x'.repeat(400))
  expect(await keptOf(cache, ['a', 'b', 'c'])).toEqual(['a', 'c'])
})
test('a value over the whole bound is not kept and drives nothing out', async () => {
  const cache = sized(1_000)
  await cache.set('small', 'x')
  await cache.set('large', 'x'.repeat(5_000))
  expect(await keptOf(cache, ['small', 'large'])).toEqual(['small'])
})
test('a bound of nothing keeps nothing', async () => {
  const cache = sized(0)
  await cache.set('a', 'x')
  expect(await keptOf(cache, ['a'])).toEqual([])
})
test('ten thousand entries stay within the bound', async () => {
  const cache = sized(100_000)
  const keys = Array.from({ length: 10_000 }, (_, i) => `key-${i}`)
  for (const key of keys) await cache.set(key, 'x'.repeat(300))
  const kept = await keptOf(cache, keys)
  expect([kept.length > 150, kept.length < 200, kept.at(-1)]).toEqual([true, true, 'key-9999'])
})
test('delete', async () => {
  const cache = sized(1_000)
  await cache.set('a', 'x')
  await cache.delete('a')
  expect(await cache.get('a')).toBeUndefined()
})
