import type { Instant } from '../../../domain/instant'
import type { MarketDelta, RunnerDelta } from '../../book/change-message'
import { chanceOf, moneyBy, sentiment } from './drift'
import { definitionOf } from './market-definition'
import { bestBacks, quote } from './quotes'
import { reduce, runnerState, settleWipe, show, trade, tradedSum, whole, wipe, type RunnerState } from './simulated-runner'
import type { SimulatedRace } from './simulated-race'

export interface SimulatedMarket {
  readonly id: string
  /** Takes the card as it stands and gives what the market has to say of it now; null for nothing. At most one message at a time: what comes in steps comes in calls. */
  step(race: SimulatedRace, now: Instant): MarketDelta | null
  /** When it was closed; null while it is not. */
  readonly closedAt: Instant | null
}
export interface MarketSetting { readonly seed: string; /** Offers on each side of a runner. */ readonly depth: number; /** Between two looks, milliseconds; far from the off every few of them. */ readonly everyMs: number }

const MINUTE_MS = 60_000
/** An off that nobody told of: later than any of the invented ones. */
const LATEST_OFF_MS = 3 * MINUTE_MS
/** A race is run at 16 m/s, near enough. */
const METRES_PER_MS = 0.016
const USUAL_DISTANCE_M = 1_400
/** How soon a new price on the card is what the market thinks. */
const EASE_MS = 45_000
/** Reductions under it are not made. */
const LEAST_REDUCTION = 2.5
const LEAST_CHANCE = 0.0012

const round2 = (value: number): number => Math.round(value * 100) / 100
const deltas = (list: readonly (RunnerDelta | null)[]): readonly RunnerDelta[] => list.filter((delta) => delta !== null)

/** One WIN market of an invented race, from its first image to its settlement. A function of seed, cards and instants. */
export const createSimulatedMarket = (first: SimulatedRace, { seed, depth, everyMs }: MarketSetting): SimulatedMarket => {
  const id = `SIM.${first.sourceId}`
  const nameOf = (runner: RunnerState): string => `${seed}|${first.sourceId}|${runner.name}`
  const pool = 100 * (15_000 + 60_000 * chanceOf(`${seed}|${first.sourceId}|pool`))
  const target = 1.014 + 0.01 * chanceOf(`${seed}|${first.sourceId}|overround`)
  const runners = new Map<number, RunnerState>()
  let race = first
  let phase: 'NEW' | 'BETTING' | 'IN_PLAY' | 'RUN' | 'CLOSED' = 'NEW'
  let state = { status: 'OPEN' as 'OPEN' | 'SUSPENDED' | 'CLOSED', inPlay: false, bspReconciled: false, version: 0 }
  let [quotedAt, offAt, closedAt]: [Instant | null, Instant | null, Instant | null] = [null, null, null]
  let owed = 0
  const pending: ((now: Instant) => MarketDelta)[] = []

  const all = (): RunnerState[] => [...runners.values()]
  const active = (): RunnerState[] => all().filter(({ status }) => status === 'ACTIVE')
  const told = (rc: readonly RunnerDelta[]): MarketDelta => ({ id, ...(rc.some(({ tv }) => tv !== undefined) ? { tv: total() } : {}), rc })
  const total = (): number => all().reduce((sum, runner) => sum + tradedSum(runner), 0) / 100
  const defined = (change: Partial<typeof state>, now: Instant, rc: readonly RunnerDelta[] = []): MarketDelta => {
    state = { ...state, ...change, version: Math.max(state.version + 1, Math.floor(now / 1000)) }
    return { ...told(rc), marketDefinition: definitionOf(race, state, all()) }
  }

  /** What the card's last prices say; those without one are as likely as the least likely of the others. */
  const opinions = (): ReadonlyMap<number, number> => {
    const shares = race.runners.filter(({ withdrawn }) => !withdrawn).map(({ runnerId, price }): [number, number | null] => [runnerId, price === null ? null : 1 / price])
    const known = shares.flatMap(([, share]) => share === null ? [] : [share])
    const least = known.length === 0 ? 1 : Math.min(...known)
    return new Map(shares.map(([runnerId, share]) => [runnerId, Math.log(share ?? least)]))
  }
  const think = (now: Instant): void => {
    const opinion = opinions()
    const eased = quotedAt === null ? 1 : 1 - Math.exp(-(now - quotedAt) / EASE_MS)
    const field = active()
    const scores = field.map((runner) => {
      const base = opinion.get(runner.runnerId) ?? runner.base
      runner.base += (base - runner.base) * (runner.chance === 0 ? 1 : eased)
      return Math.exp(runner.base + sentiment(nameOf(runner), now, race.offAt, state.inPlay))
    })
    const sum = scores.reduce((a, b) => a + b, 0)
    field.forEach((runner, i) => {
      runner.chance = Math.max(LEAST_CHANCE, (scores[i] ?? 0) / sum)
      runner.adjustmentFactor = round2(100 * runner.chance)
    })
  }
  /** How often prices are looked at: each time near the off and in play. */
  const pause = (now: Instant): number => { const left = race.offAt - now; return state.inPlay || left < 15 * MINUTE_MS ? 0 : left < 90 * MINUTE_MS ? 2 * everyMs : 4 * everyMs }
  const quoteAll = (now: Instant): RunnerDelta[] => {
    think(now)
    const field = active()
    const best = bestBacks(field.map(({ chance }) => chance), target)
    const near = moneyBy(race.offAt - now)
    const money = 25 + 900 * near
    const lifeMs = 3_000 + 40_000 * (1 - near)
    quotedAt = now
    return field.flatMap((runner, i) => {
      const delta = show(runner, quote(best[i] ?? 0, runner.chance, { name: nameOf(runner), at: now, depth, money, lifeMs }))
      return delta === null ? [] : [{ ...delta, spn: round2(1 / runner.chance), spf: round2((1 / runner.chance) * (1 + 0.08 * sentiment(`${nameOf(runner)}|far`, now, race.offAt, false))) }]
    })
  }
  /** Stakes that were matched since; each at a price that was on offer. */
  const matchStakes = (before: Instant, now: Instant): RunnerDelta[] => {
    const share = moneyBy(race.offAt - now) - moneyBy(race.offAt - before) + (state.inPlay ? (now - before) / 600_000 : 0)
    owed += pool * Math.max(0, share)
    const made: RunnerDelta[] = []
    for (let i = 0; i < 3 && owed >= 200; i++) {
      const runner = drawn(`${id}|${now}|${i}`)
      const side = runner === undefined ? undefined : chanceOf(`${seed}|${id}|${now}|${i}|side`) < 0.5 ? runner.back : runner.lay
      const price = side?.keys().next().value
      if (runner === undefined || price === undefined) break
      const size = i === 2 ? Math.floor(owed) : Math.min(Math.floor(owed), Math.max(200, Math.floor(owed * (0.2 + 0.5 * chanceOf(`${seed}|${id}|${now}|${i}|size`)))))
      owed -= size
      made.push(trade(runner, price, size))
    }
    return made
  }
  /** Short ones are bet more often. */
  const drawn = (name: string): RunnerState | undefined => {
    let left = chanceOf(`${seed}|${name}|runner`) * active().reduce((sum, { chance }) => sum + chance, 0)
    return active().find(({ chance }) => (left -= chance) <= 0)
  }
  /** What had been matched before anybody looked, about the prices of then. */
  const matchedBefore = (now: Instant): void => {
    const share = moneyBy(Math.max(0, race.offAt - now))
    for (const runner of active()) {
      const rungs = [...runner.back.keys(), ...runner.lay.keys()].slice(0, 6)
      if (rungs.length === 0) continue
      for (const price of rungs) runner.traded.set(price, Math.max(200, Math.round(pool * share * runner.chance / rungs.length)))
      runner.lastTraded = rungs[0] ?? null
    }
  }

  const open = (now: Instant): MarketDelta => {
    phase = 'BETTING'
    race.runners.forEach((runner, place) => {
      const fresh = runnerState(runner, place + 1)
      if (runner.withdrawn) { fresh.status = 'REMOVED'; fresh.removalDate = new Date(now).toISOString() }
      runners.set(runner.runnerId, fresh)
    })
    const rc = quoteAll(now)
    matchedBefore(now)
    if (race.jumpedAt !== null || race.settled || race.calledOff) seenLate(now)
    return { ...defined({}, now, active().map((runner) => ({ ...rc.find(({ id: runnerId }) => runnerId === runner.runnerId), ...whole(runner) }))), img: true, tv: total() }
  }
  /** A race that had jumped before anybody looked is in play, or suspended when it must be over. */
  const seenLate = (now: Instant): void => {
    offAt = race.jumpedAt ?? race.offAt
    phase = race.settled || race.calledOff || isRun(now) ? 'RUN' : 'IN_PLAY'
    state = { ...state, inPlay: !race.calledOff, status: phase === 'RUN' ? 'SUSPENDED' : 'OPEN' }
    if (phase === 'RUN') active().forEach(wipe)
  }
  const isRun = (now: Instant): boolean => offAt !== null && now - offAt >= (race.distanceM ?? USUAL_DISTANCE_M) / METRES_PER_MS
  /** Suspended, wiped, reduced, removed, open again. */
  const remove = (gone: RunnerState): void => {
    pending.push(
      (now) => defined({ status: 'SUSPENDED' }, now),
      () => told(deltas(active().map(wipe))),
      () => {
        const factor = round2(100 * gone.chance)
        return told(factor < LEAST_REDUCTION ? [] : deltas(active().filter((runner) => runner !== gone).map((runner) => reduce(runner, factor))))
      },
      (now) => {
        gone.adjustmentFactor = round2(100 * gone.chance)
        gone.status = 'REMOVED'
        gone.removalDate = new Date(now).toISOString()
        think(now)
        return defined({}, now)
      },
      (now) => { const rc = quoteAll(now); return defined({ status: 'OPEN' }, now, rc) },
    )
  }
  const join = (now: Instant): MarketDelta | null => {
    const fresh = race.runners.filter(({ runnerId, withdrawn }) => !withdrawn && !runners.has(runnerId))
    if (fresh.length === 0) return null
    for (const runner of fresh) runners.set(runner.runnerId, runnerState(runner, runners.size + 1))
    return defined({}, now, quoteAll(now))
  }
  const jump = (): void => {
    phase = 'IN_PLAY'
    pending.push(
      (now) => defined({ status: 'SUSPENDED' }, now),
      () => told(deltas(active().map(wipe))),
      (now) => {
        for (const runner of active()) runner.bsp = round2(Math.max(1.01, 1 / runner.chance))
        return defined({ bspReconciled: true }, now)
      },
      (now) => {
        offAt = now
        state = { ...state, inPlay: true }
        return defined({ status: 'OPEN' }, now, quoteAll(now))
      },
    )
  }
  const finish = (): void => {
    phase = 'RUN'
    pending.push((now) => defined({ status: 'SUSPENDED' }, now, deltas(active().map(wipe))))
  }
  const settle = (): void => {
    phase = 'CLOSED'
    pending.push(
      () => ({ ...told(deltas(all().map(settleWipe))), tv: 0 }),
      (now) => {
        const positions = new Map(race.runners.map(({ runnerId, position }) => [runnerId, position]))
        for (const runner of active()) runner.status = race.calledOff ? 'REMOVED' : positions.get(runner.runnerId) === 1 ? 'WINNER' : 'LOSER'
        closedAt = now
        return defined({ status: 'CLOSED' }, now)
      },
    )
  }

  /** What the card asks for that was not done yet. */
  const follow = (now: Instant): MarketDelta | null => {
    if (phase === 'CLOSED') return null
    if (race.calledOff || race.settled) {
      if (phase === 'BETTING' && !race.calledOff) jump()
      if (phase !== 'RUN') finish()
      settle()
      return null
    }
    if (phase === 'BETTING') {
      const gone = race.runners.map(({ runnerId, withdrawn }) => withdrawn ? runners.get(runnerId) : undefined).find((runner) => runner?.status === 'ACTIVE')
      if (gone !== undefined) { remove(gone); return null }
      const joined = join(now)
      if (joined !== null) return joined
      if (race.jumpedAt !== null || now >= race.offAt + LATEST_OFF_MS) jump()
    } else if (phase === 'IN_PLAY' && isRun(now)) finish()
    return null
  }
  const move = (now: Instant): MarketDelta | null => {
    if (state.status !== 'OPEN' || (quotedAt !== null && now - quotedAt < pause(now))) return null
    const stakes = matchStakes(quotedAt ?? now, now)
    const rc = [...stakes, ...quoteAll(now)]
    return rc.length === 0 ? null : told(rc)
  }

  return {
    id,
    get closedAt() { return closedAt },
    step(card, now) {
      const timed = card.offAt !== race.offAt
      race = card
      if (phase === 'NEW') return open(now)
      const due = pending.shift()
      if (due !== undefined) return due(now)
      const joined = follow(now)
      if (joined !== null) return joined
      const next = pending.shift()
      if (next !== undefined) return next(now)
      return timed ? defined({}, now) : move(now)
    },
  }
}
