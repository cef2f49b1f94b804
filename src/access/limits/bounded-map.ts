export interface BoundedMap<V> { get(key: string): V | undefined; set(key: string, value: V): void; delete(key: string): void; readonly size: number }

/** At most `most` entries: the one that was written longest ago makes room. */
export function createBoundedMap<V>(most: number): BoundedMap<V> {
  const map = new Map<string, V>()
  return {
    get: (key) => map.get(key),
    set: (key, value) => {
      map.delete(key)
      const [oldest] = map.size < most ? [] : map.keys()
      if (oldest !== undefined) map.delete(oldest)
      map.set(key, value)
    },
    delete: (key) => { map.delete(key) },
    get size() { return map.size },
  }
}
