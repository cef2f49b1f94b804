import type { Instant } from '../../domain/instant'
import type { LiveEvent, LiveMarket, LivePrice, OddsEvent } from '../../domain/live-event'
import { modelKey, MOST_CHANGES, type FoldedRace } from '../state/race-fold'
import type { RedisLine } from './redis-line'
import type { RedisKeys } from './redis-keys'

/*
 * What stands of a race is a hash: `since`; `m:<market>`: the market, which runners it has, when it was received; `p:<market>:<runner>`: a price; `r:<model>`: a
 * prediction event. A value is the sequence, a space, JSON: the script writes over lower sequences only, so that a worker which wakes up late spoils nothing.
 */

interface Header { readonly market: LiveMarket; readonly runnerIds: readonly number[]; readonly receivedAt: Instant }

/** KEYS: events, count, races, race:, changes:. ARGV: events as JSON, length of the stream, life in ms, then for each race: id, since, receivedAt, count of fields and of changes, (field, sequence, JSON)*, (sequence, JSON)*. */
export const PUBLISH = `
local i = 4
while i <= #ARGV do
  local id, at, fields, changes = ARGV[i], ARGV[i + 2], tonumber(ARGV[i + 3]), tonumber(ARGV[i + 4])
  local key, list = KEYS[4] .. id, KEYS[5] .. id
  redis.call('HSETNX', key, 'since', ARGV[i + 1])
  i = i + 5
  for _ = 1, fields do
    local had = redis.call('HGET', key, ARGV[i])
    if not had or tonumber(string.match(had, '^%d+')) < tonumber(ARGV[i + 1]) then redis.call('HSET', key, ARGV[i], ARGV[i + 1] .. ' ' .. ARGV[i + 2]) end
    i = i + 3
  end
  for _ = 1, changes do
    local had = redis.call('LINDEX', list, 0)
    if not had or tonumber(string.match(had, '^%d+')) < tonumber(ARGV[i]) then redis.call('LPUSH', list, ARGV[i] .. ' ' .. ARGV[i + 1]) end
    i = i + 2
  end
  redis.call('LTRIM', list, 0, ${MOST_CHANGES - 1})
  redis.call('PEXPIRE', key, ARGV[3])
  redis.call('PEXPIRE', list, ARGV[3])
  redis.call('ZADD', KEYS[3], 'GT', at, id)
  redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', tonumber(at) - tonumber(ARGV[3]))
end
return redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[2], '*', 'n', redis.call('INCR', KEYS[2]), 'e', ARGV[1])`

/** Arguments of the script for events of one race. `race`: as it stands after them. */
export function writesOf(race: FoldedRace, events: readonly LiveEvent[]): readonly (string | number)[] {
  const fields: (string | number)[] = [], changes: (string | number)[] = []
  for (const event of events) {
    if (event.kind === 'race') changes.push(event.sequence, JSON.stringify(event))
    else if (event.kind === 'prediction') fields.push(`r:${modelKey(event)}`, event.sequence, JSON.stringify(event))
    else {
      const { id } = event.market
      const header: Header = { market: event.market, runnerIds: [...race.markets.get(id)?.prices.keys() ?? []], receivedAt: event.receivedAt }
      fields.push(`m:${id}`, event.sequence, JSON.stringify(header))
      for (const price of event.prices) fields.push(`p:${id}:${price.runnerId}`, price.sequence, JSON.stringify(price))
    }
  }
  const receivedAt = Math.max(...events.map((event) => event.receivedAt))
  return [race.raceId, race.since, receivedAt, fields.length / 3, changes.length / 2, ...fields, ...changes]
}

export interface Standing { readonly events: readonly LiveEvent[]; readonly since: ReadonlyMap<number, number>; /** Of the stream, from which on batches are to be read, and its number. */ readonly id: string; readonly count: number }

/** Races that are asked for in one round trip. */
const AT_ONCE = 50

/** What stands now. The place in the stream is read before the races: what comes between the two is told twice rather than never. */
export async function readStanding({ redis }: RedisLine, keys: RedisKeys): Promise<Standing> {
  const [last] = await redis.xrevrange(keys.events, '+', '-', 'COUNT', 1)
  const ids = await redis.zrange(keys.races, 0, -1)
  const events: LiveEvent[] = []
  const since = new Map<number, number>()
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    await Promise.all(ids.slice(from, from + AT_ONCE).map(async (id) => {
      const [hash, list] = await Promise.all([redis.hgetall(keys.race + id), redis.lrange(keys.changes + id, 0, -1)])
      if (hash['since'] === undefined) return
      const changes = list.map((text) => JSON.parse(jsonOf(text)) as LiveEvent).reverse()
      events.push(...eventsOf(hash), ...changes)
      since.set(Number(id), changes.length < MOST_CHANGES ? Number(hash['since']) : Math.max(Number(hash['since']), Number(changes[0]?.sequence) - 1))
    }))
  }
  events.sort((a, b) => a.sequence - b.sequence)
  return { events, since, id: last?.[0] ?? '0-0', count: last === undefined ? 0 : batchOf(last[1]).count }
}
const jsonOf = (value: string): string => value.slice(value.indexOf(' ') + 1)

function eventsOf(hash: Readonly<Record<string, string>>): readonly LiveEvent[] {
  return Object.entries(hash).flatMap(([field, value]): LiveEvent[] => {
    if (field.startsWith('r:')) return [JSON.parse(jsonOf(value)) as LiveEvent]
    return field.startsWith('m:') ? [wholeOf(JSON.parse(jsonOf(value)) as Header, hash)] : []
  })
}
function wholeOf({ market, runnerIds, receivedAt }: Header, hash: Readonly<Record<string, string>>): OddsEvent {
  const prices = runnerIds.map((runnerId) => hash[`p:${market.id}:${runnerId}`]).filter((value) => value !== undefined).map((value) => JSON.parse(jsonOf(value)) as LivePrice)
  return { kind: 'odds', raceId: market.raceId, sequence: market.sequence, at: market.at, receivedAt, market, prices, whole: true }
}

/** A batch of the stream. */
export function batchOf(fields: readonly string[]): { readonly count: number; readonly events: readonly LiveEvent[] } {
  const [, count, , events] = fields
  return { count: Number(count), events: JSON.parse(events ?? '[]') as readonly LiveEvent[] }
}
