import { randomUUID } from 'node:crypto'
import { createMemoryStore } from '../../../access/limits/memory-store'
import { LimitsUnavailable, type Asked, type Budget, type LimitStore, type Place, type Taken } from '../../../access/limits/store'
import { openRedisLine } from '../../../live/bus/redis-line'
import { GIVE_BACK, RENEW, TAKE, type Script } from './scripts'

export interface RedisStoreOptions {
  readonly url: string
  readonly prefix: string
  /** Places of a process that was killed come back after this, milliseconds. */
  readonly leaseMs: number
  /** While Redis cannot be used: this process by itself, or nobody can say. */
  readonly withoutRedis: 'local' | 'unavailable'
  /** Told in words when Redis cannot be used, and null when it can again. */
  readonly onChange: (problem: string | null) => void
  /** Milliseconds, for this process by itself. */
  readonly now: () => number
  /** Milliseconds, instead of the clock of Redis. */
  readonly clock?: () => number
}
export interface RedisStore extends LimitStore {
  /** Resolves when Redis can be used. */
  ready(): Promise<void>
  /** As a process that is killed: nothing is renewed or told any more. */
  abandon(): void
}

const ANSWER_WITHIN_MS = 250
const REMEMBERED_MS = 86_400_000
/** What is given back waits this long for the next `take` of the same budgets and place, and goes with it; others go before. */
const GIVE_BACK_WITHIN_MS = 5
/** So often what is held is told anew, though nothing changed. */
const TELL_ANEW_MS = REMEMBERED_MS / 4

/** Given back, of one set of budgets and a place. */
interface Back { readonly budgets: readonly Budget[]; readonly place: Place | null; cost: number; places: number }
const nameOf = (budgets: readonly Budget[], place: Place | null): string => budgets.reduce((name, { key }) => `${name} ${key}`, place?.key ?? '')
const NO_BACK: Back = { budgets: [], place: null, cost: 0, places: 0 }

/**
 * The numbers of all processes, in Redis: one script for each `take`. A place is a count by process; processes renew a lease together, so that what a killed one held
 * comes back. After each break of the line a process counts as a new one, with what it holds then: whatever became of commands on their way does not matter.
 */
export function createRedisStore({ url, prefix, leaseMs, withoutRedis, onChange, now, clock }: RedisStoreOptions): RedisStore {
  const keys = { processes: `${prefix}:limits:processes`, held: (key: string) => `${prefix}:limits:held:${key}`, left: (key: string) => `${prefix}:limits:left:${key}` }
  const held = new Map<string, number>()
  const local = createMemoryStore(now, undefined, held)
  const takenLocally = new WeakSet<Asked>()
  const line = openRedisLine({ url, name: 'racegraph-limits', answerWithinMs: ANSWER_WITHIN_MS, onChange: (problem) => { onChange(problem); if (problem === null) begin() } })
  let process = randomUUID()
  let [begun, toldAt, closed] = [false, 0, false]

  const at = (): string => (clock === undefined ? '' : String(clock()))
  const run = async ({ text, sha }: Script, names: readonly string[], args: readonly (string | number)[]): Promise<unknown> => {
    try {
      return await line.redis.evalsha(sha, names.length, ...names, ...args)
    } catch (error) {
      if (!String(error).includes('NOSCRIPT')) throw error
      return line.redis.eval(text, names.length, ...names, ...args)
    }
  }
  /** What went wrong on the line is told by it, and mended by beginning anew. */
  const tell = (sent: Promise<unknown>): void => { sent.catch((error: unknown) => { line.failed(error) }) }
  const backs = new Map<string, Back>()
  let waiting: NodeJS.Timeout | null = null
  const dropBacks = (): void => {
    if (waiting !== null) clearTimeout(waiting)
    waiting = null
    backs.clear()
  }
  const sendBacks = (): void => {
    if (line.problem === null) for (const { budgets, place, cost, places } of backs.values()) {
      tell(run(GIVE_BACK, [place === null ? '' : keys.held(place.key), ...budgets.map(({ key }) => keys.left(key))], [at(), cost, process, places, ...budgets.flatMap(({ limit, windowMs }) => [limit, windowMs])]))
    }
    dropBacks()
  }
  /** What is given back of the same; all else is sent before. */
  const backOf = ({ budgets, place }: Asked): Back => {
    if (backs.size === 0) return NO_BACK
    const name = nameOf(budgets, place)
    const back = backs.get(name)
    backs.delete(name)
    sendBacks()
    return back ?? NO_BACK
  }
  const begin = (): void => {
    const before = process
    dropBacks()
    process = randomUUID()
    toldAt = now()
    for (const { text } of [TAKE, GIVE_BACK, RENEW]) tell(line.redis.script('LOAD', text))
    if (begun) tell(line.redis.zrem(keys.processes, before))
    begun = true
    tell(run(RENEW, [keys.processes], [at(), process, leaseMs]))
    const pipeline = line.redis.pipeline()
    for (const [key, count] of held) pipeline.hset(keys.held(key), process, count).pexpire(keys.held(key), REMEMBERED_MS)
    if (held.size > 0) tell(pipeline.exec())
  }
  const renew = async (): Promise<void> => {
    if (line.problem !== null || closed) return
    const renewed = process
    const known = await run(RENEW, [keys.processes], [at(), renewed, leaseMs])
    if (process === renewed && (known === 0 || now() - toldAt > TELL_ANEW_MS)) begin()
  }
  const timer = setInterval(() => { tell(renew()) }, leaseMs / 3)
  timer.unref()

  const hold = (key: string, count: 1 | -1): void => {
    const sum = (held.get(key) ?? 0) + count
    if (sum > 0) held.set(key, sum)
    else held.delete(key)
  }
  const alone = (asked: Asked, cause: unknown): Taken => {
    if (withoutRedis === 'unavailable') throw new LimitsUnavailable(cause)
    takenLocally.add(asked)
    return local.take(asked)
  }
  const shared = async (asked: Asked): Promise<Taken> => {
    const { budgets, place, cost, penalty, force } = asked
    const back = backOf(asked)
    let answer: readonly string[]
    try {
      answer = await run(TAKE, [keys.processes, place === null ? '' : keys.held(place.key), ...budgets.map(({ key }) => keys.left(key))],
        [at(), cost, penalty, force ? 1 : 0, process, place?.limit ?? -1, REMEMBERED_MS, back.cost, back.places, ...budgets.flatMap(({ limit, windowMs }) => [limit, windowMs])]) as readonly string[]
    } catch (error) {
      line.failed(error)
      return alone(asked, error)
    }
    const [index, time, ...fullAt] = answer.map(Number)
    const refused = index === undefined || index === -1 ? null : index === -2 ? 'place' : index
    if (place !== null && (refused === null || force)) hold(place.key, 1)
    return { refused, at: time ?? now(), fullAt }
  }
  return {
    take: (asked) => (line.problem === null ? shared(asked) : new Promise((resolve) => { resolve(alone(asked, line.problem)) })),
    giveBack: (asked, cost) => {
      const { budgets, place } = asked
      const wasLocal = takenLocally.has(asked)
      if (wasLocal) local.giveBack(asked, cost)
      else if (place !== null) hold(place.key, -1)
      if (line.problem !== null || closed) return
      const [own, ownCost] = wasLocal ? [[], 0] : [budgets, cost]
      if (place === null && ownCost === 0) return
      const name = nameOf(own, place)
      const back = backs.get(name) ?? { budgets: own, place, cost: 0, places: 0 }
      back.cost += ownCost
      back.places += place === null ? 0 : 1
      backs.set(name, back)
      waiting ??= setTimeout(sendBacks, GIVE_BACK_WITHIN_MS).unref()
    },
    ready: () => line.ready(),
    abandon: () => {
      closed = true
      clearInterval(timer)
      dropBacks()
      line.close()
    },
    close: async () => {
      closed = true
      clearInterval(timer)
      sendBacks()
      if (line.problem === null) await line.redis.zrem(keys.processes, process).catch(() => undefined)
      line.close()
    },
  }
}
