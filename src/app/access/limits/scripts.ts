import { createHash } from 'node:crypto'
import { DEBT } from '../../../access/limits/bucket'

export interface Script { readonly text: string; readonly sha: string }
const script = (text: string): Script => ({ text, sha: createHash('sha1').update(text).digest('hex') })

/** ARGV[1]: milliseconds, or empty for the clock of Redis, which is one for all processes whatever theirs say. */
const NOW = `
local now = tonumber(ARGV[1])
if not now then local t = redis.call('TIME'); now = t[1] * 1000 + t[2] / 1000 end`
/** When a budget is whole again; as in \`bucket.ts\`. */
const BUCKET = `
local function settled(full, window) return math.min(math.max(full or now, now), now + window * ${1 + DEBT}) end
local function write(key, full)
  if full > now then redis.call('SET', key, string.format('%.17g', full), 'PX', math.ceil(full - now)) else redis.call('DEL', key) end
end`

/**
 * KEYS: processes, place or '', budgets. ARGV: now, cost, penalty, force, process, places or -1, milliseconds that a place is remembered, cost and places that are given back before,
 * then limit and window of each budget.
 * Gives -1 for taken, -2 for no place, else the budget that did not suffice; now; and when each is whole again.
 */
export const TAKE = script(`${NOW}${BUCKET}
local cost, force = tonumber(ARGV[2]), ARGV[4] == '1'
local back, places = tonumber(ARGV[8]), tonumber(ARGV[9])
local refused = -1
local before = {}
if places > 0 and redis.call('HINCRBY', KEYS[2], ARGV[5], -places) <= 0 then redis.call('HDEL', KEYS[2], ARGV[5]) end
for i = 3, #KEYS do
  local limit, window = tonumber(ARGV[4 + 2 * i]), tonumber(ARGV[5 + 2 * i])
  before[i] = settled(tonumber(redis.call('GET', KEYS[i]) or ''), window)
  if back ~= 0 then before[i] = settled(before[i] - back * window / limit, window) end
  if refused == -1 and limit * (1 - (before[i] - now) / window) + 0.001 < cost then refused = i - 3 end
end
local most = tonumber(ARGV[6])
if most >= 0 then
  local sum = 0
  local held = redis.call('HGETALL', KEYS[2])
  for i = 1, #held, 2 do
    local till = held[i] == ARGV[5] and now + 1 or tonumber(redis.call('ZSCORE', KEYS[1], held[i]) or '0')
    if till > now then sum = sum + held[i + 1] else redis.call('HDEL', KEYS[2], held[i]) end
  end
  if sum >= most then refused = -2 end
end
local takes = refused == -1 or force
local taken = takes and cost or tonumber(ARGV[3])
if takes and most >= 0 then
  redis.call('HINCRBY', KEYS[2], ARGV[5], 1)
  redis.call('PEXPIRE', KEYS[2], ARGV[7])
end
local answer = { tostring(refused), string.format('%.17g', now) }
for i = 3, #KEYS do
  local limit, window = tonumber(ARGV[4 + 2 * i]), tonumber(ARGV[5 + 2 * i])
  local after = settled(before[i] + taken * window / limit, window)
  write(KEYS[i], after)
  answer[i] = string.format('%.17g', takes and after or before[i])
end
return answer`)

/** KEYS: place or '', budgets. ARGV: now, cost, process, places, then limit and window of each budget. */
export const GIVE_BACK = script(`${NOW}${BUCKET}
local places = tonumber(ARGV[4])
if places > 0 and redis.call('HINCRBY', KEYS[1], ARGV[3], -places) <= 0 then redis.call('HDEL', KEYS[1], ARGV[3]) end
for i = 2, #KEYS do
  local limit, window = tonumber(ARGV[1 + 2 * i]), tonumber(ARGV[2 + 2 * i])
  write(KEYS[i], settled(settled(tonumber(redis.call('GET', KEYS[i]) or ''), window) - ARGV[2] * window / limit, window))
end
return 0`)

/** KEYS: processes. ARGV: now, process, lease. 0 where the lease had run out: others may have given its places away. */
export const RENEW = script(`${NOW}
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.17g', now))
local known = redis.call('ZSCORE', KEYS[1], ARGV[2])
redis.call('ZADD', KEYS[1], string.format('%.17g', now + ARGV[3]), ARGV[2])
return known and 1 or 0`)
