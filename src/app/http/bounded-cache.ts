import { LRUCache } from 'lru-cache'

interface BoundedCache<V> {
  get(key: string): Promise<V | undefined>
  /** `ttl` in seconds. */
  set(key: string, value: V, options?: { readonly ttl?: number | null }): Promise<void>
  delete(key: string): Promise<boolean>
}

export interface BoundedCacheOptions<V> {
  readonly maxBytes: number
  /** Bytes of memory that a value takes; an estimate will do. */
  readonly bytesOf: (value: V) => number
}

/** What every entry costs beside its key and value: the map slot, the list node, the string headers. */
const entryBytes = 200

/** A cache for Apollo whose memory is bounded in bytes: the least recently used go first, and a value over the bound is not kept. */
export const createBoundedCache = <V extends object | string>({ maxBytes, bytesOf }: BoundedCacheOptions<V>): BoundedCache<V> => {
  const entries = new LRUCache<string, V>({ maxSize: Math.max(1, maxBytes), sizeCalculation: (value, key) => entryBytes + 2 * key.length + bytesOf(value) })
  return {
    get: async (key) => entries.get(key),
    set: async (key, value, options) => {
      entries.set(key, value, typeof options?.ttl === 'number' ? { ttl: options.ttl * 1000 } : {})
    },
    delete: async (key) => entries.delete(key),
  }
}
