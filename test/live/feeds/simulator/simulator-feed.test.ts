import { instant, type Instant } from '../../../../src/domain/instant'
import type { MarketView } from '../../../../src/domain/market-view'
import type { ChangeMessage } from '../../../../src/live/book/change-message'
import type { FeedHealth, MarketChange } from '../../../../src/live/feed'
import type { SimulatedRace, SimulatedRunner } from '../../../../src/live/feeds/simulator/simulated-race'
import { simulatorFeed } from '../../../../src/live/feeds/simulator/simulator-feed'

const OFF = instant('2026-11-23T02:00:00Z')
const SECOND = 1_000
const MINUTE = 60_000
const PRICES = [2.6, 4, 5.5, 8, 11, 13, 26, 61] as const

const runner = (i: number, more: Partial<SimulatedRunner> = {}): SimulatedRunner => ({ runnerId: 100 + i, number: i + 1, barrier: 8 - i, name: `Horse ${i}`, withdrawn: false, price: PRICES[i] ?? 20, position: null, ...more })
const race = (more: Partial<SimulatedRace> = {}, runners: readonly SimulatedRunner[] = PRICES.map((_, i) => runner(i))): SimulatedRace => ({
  raceId: 1, sourceId: 's1-2026-11-23-KWP-R3', meetingId: 's1-2026-11-23-KWP', number: 3, distanceM: 1200, venue: 'Karrawick Park', timezone: 'Australia/Sydney', offAt: OFF, jumpedAt: null, calledOff: false, settled: false, runners, ...more,
})

interface Heard { readonly messages: ChangeMessage[]; readonly changes: MarketChange[]; readonly views: MarketView[]; readonly evicted: string[]; readonly health: FeedHealth[] }
interface Play { readonly from: number; readonly to: number; readonly seed?: string; readonly everyMs?: number; readonly races: (now: number) => readonly SimulatedRace[] }
/** Plays the feed through its own clock. */
const play = async ({ from, to, seed = '1', everyMs = SECOND, races }: Play): Promise<Heard> => {
  const heard: Heard = { messages: [], changes: [], views: [], evicted: [], health: [] }
  const stop = new AbortController()
  let now = from
  await simulatorFeed({
    now: () => now as Instant, seed, everyMs, races: async () => races(now), onMessage: (message) => { heard.messages.push(message) },
    pause: async (ms) => { now += ms; if (now > to) stop.abort() },
  }).run({
    markets: (changes) => { heard.changes.push(...changes); heard.views.push(...changes.map(({ view }) => view)) }, evicted: (ids) => { heard.evicted.push(...ids) }, health: (health) => { heard.health.push(health) },
  }, stop.signal)
  return heard
}
/** The card as it is told from an hour before the off to the result ten minutes after it; number 4 is scratched half an hour before, the race jumps 40 seconds late. */
const story = (now: number): SimulatedRace => race(
  { jumpedAt: now >= OFF + 40 * SECOND ? (OFF + 40 * SECOND) as Instant : null, settled: now >= OFF + 10 * MINUTE },
  PRICES.map((_, i) => runner(i, { withdrawn: i === 3 && now >= OFF - 30 * MINUTE, position: now >= OFF + 10 * MINUTE && i !== 3 ? [2, 1, 3, null, 4, 5, 6, 7][i] ?? null : null })),
)
let told: Heard
beforeAll(async () => { told = await play({ from: OFF - 60 * MINUTE, to: OFF + 17 * MINUTE, races: (now) => [story(now)] }) })

const sum = (sizes: readonly (number | null)[]): number => sizes.reduce<number>((total, size) => total + (size ?? 0), 0)
const last = <T>(list: readonly T[]): T => { const item = list.at(-1); if (item === undefined) throw new Error('nothing was heard'); return item }

describe('the market of a race from an hour before the off', () => {
  test('comes whole, marked SYNTHETIC, with names and what it is of', () => {
    const [first] = told.changes
    expect(first).toMatchObject({ image: true, view: {
      feed: 'simulator', marketId: 'SIM.s1-2026-11-23-KWP-R3', source: 'EXCHANGE', bookmaker: 'Saltbush Exchange (SYNTHETIC)', synthetic: true, type: 'WIN', status: 'OPEN', inPlay: false,
      event: { eventName: 'Karrawick Park (AUS) 23rd Nov (SYNTHETIC)', marketName: 'R3 1200m (SYNTHETIC)', venue: 'Karrawick Park', countryCode: 'AU', timezone: 'Australia/Sydney', startsAt: OFF, raceNumber: 3 },
    } })
    expect(first?.view.selections.map(({ selectionId, name }) => [selectionId, name])).toEqual(PRICES.map((_, i) => [100 + i, `${i + 1}. Horse ${i}`]))
    expect(told.messages[0]).toMatchObject({ op: 'mcm', ct: 'SUB_IMAGE', pt: OFF - 60 * MINUTE })
    expect(told.messages.slice(1).every(({ ct }) => ct === undefined)).toBe(true)
    expect(last(told.health)).toMatchObject({ state: 'LIVE' })
  })

  test('never crosses, and its backs add up to a little over one', () => {
    const open = told.views.filter(({ status }) => status === 'OPEN')
    expect(open.length).toBeGreaterThan(1_000)
    for (const { selections, overround } of open) {
      for (const { back, lay, status } of selections) {
        expect(back.length + lay.length > 0).toBe(status === 'ACTIVE')
        if (status === 'ACTIVE') expect(back[0]?.price ?? 0).toBeLessThan(lay[0]?.price ?? Infinity)
      }
      expect(overround).toBeGreaterThan(1.005)
      expect(overround).toBeLessThan(1.04)
    }
  })

  test('what was matched adds up, only grows, and most of it comes late', () => {
    const betting = told.views.filter(({ status, publishedAt }) => status === 'OPEN' && publishedAt <= OFF)
    for (const { matched, selections } of betting) expect(matched).toBeCloseTo(sum(selections.map((selection) => selection.matched)), 6)
    const totals = betting.map(({ matched }) => matched ?? 0)
    expect(totals.every((total, i) => i === 0 || total >= (totals[i - 1] ?? 0))).toBe(true)
    expect(last(totals)).toBeGreaterThan(4 * (totals[0] ?? 0))
  })

  test('moves more often near the off', () => {
    const between = (from: number, to: number): number => told.messages.filter(({ pt = 0 }) => pt >= from && pt < to).length
    expect(between(OFF - 10 * MINUTE, OFF - 5 * MINUTE)).toBe(300)
    expect(between(OFF - 59 * MINUTE, OFF - 54 * MINUTE)).toBe(150)
    const prices = (at: number): readonly (number | undefined)[] => told.views.find(({ publishedAt }) => publishedAt >= at)?.selections.map(({ back }) => back[0]?.price) ?? []
    expect(prices(OFF - 59 * MINUTE)).not.toEqual(prices(OFF - 40 * MINUTE))
  })

  test('begins about the prices that the public last saw', () => {
    const share = sum(PRICES.map((price) => 1 / price))
    told.views[0]?.selections.forEach(({ back }, i) => {
      const fair = (PRICES[i] ?? 0) * share
      expect((back[0]?.price ?? 0) / fair).toBeGreaterThan(0.75)
      expect((back[0]?.price ?? 0) / fair).toBeLessThan(1.3)
    })
  })
})

describe('a runner that is scratched', () => {
  const at = (): number => told.views.findIndex(({ status }) => status === 'SUSPENDED')
  const sequence = (): readonly MarketView[] => told.views.slice(at() - 1, at() + 5)

  test('goes as on an exchange: suspended, wiped, traded at reduced prices, removed, open again under a higher version', () => {
    const [before, suspended, wiped, reduced, removed, open] = sequence()
    expect(suspended).toMatchObject({ status: 'SUSPENDED', publishedAt: OFF - 30 * MINUTE })
    expect(wiped?.selections.every(({ back, lay, status }) => back.length + lay.length === 0 && status === 'ACTIVE')).toBe(true)
    const factor = removed?.selections[3]?.adjustmentFactor ?? 0
    expect(factor).toBeGreaterThan(5)
    expect(factor).toBeLessThan(20)
    before?.selections.forEach(({ lastTraded }, i) => {
      if (i !== 3) expect(reduced?.selections[i]?.lastTraded).toBeCloseTo((lastTraded ?? 0) * (1 - factor / 100), 1)
      expect(reduced?.selections[i]?.matched).toBe(before.selections[i]?.matched)
    })
    expect(removed).toMatchObject({ status: 'SUSPENDED' })
    expect(removed?.selections[3]).toMatchObject({ status: 'REMOVED', back: [], removedAt: removed?.publishedAt })
    expect(open).toMatchObject({ status: 'OPEN' })
    expect(open?.selections.filter(({ status }) => status === 'ACTIVE')).toHaveLength(7)
    expect(open?.version ?? 0).toBeGreaterThan(before?.version ?? Infinity)
  })

  test('has its traded ladder rewritten, stakes unchanged', () => {
    const rewritten = told.messages.find(({ mc, pt = 0 }) => pt > OFF - 30 * MINUTE && pt < OFF - 29 * MINUTE && mc?.[0]?.rc?.some(({ trd }) => trd?.some(([, size]) => size === 0) === true) === true)
    const entries = rewritten?.mc?.[0]?.rc?.flatMap(({ trd }) => trd ?? []) ?? []
    expect(entries.some(([, size = 0]) => size > 0)).toBe(true)
  })

  test('that is out from the start is out in the image', async () => {
    const { views } = await play({ from: OFF - 60 * MINUTE, to: OFF - 59 * MINUTE, races: () => [race({}, PRICES.map((_, i) => runner(i, { withdrawn: i === 0 })))] })
    expect(views[0]?.selections[0]).toMatchObject({ status: 'REMOVED', back: [], lay: [] })
    expect(views[0]?.overround).toBeGreaterThan(1)
  })
})

test('an emergency that gets its start is added to the market', async () => {
  const { views } = await play({ from: OFF - 60 * MINUTE, to: OFF - 59 * MINUTE, races: (now) => [race({}, [...PRICES.map((_, i) => runner(i)), ...(now > OFF - 60 * MINUTE + 10 * SECOND ? [runner(8)] : [])])] })
  expect(views[0]?.selections).toHaveLength(8)
  expect(last(views).selections[8]).toMatchObject({ name: '9. Horse 8', status: 'ACTIVE' })
  expect(last(views).selections[8]?.back.length).toBeGreaterThan(0)
})

describe('the off and the result', () => {
  const steps = (): readonly string[] => told.views.filter(({ publishedAt }) => publishedAt >= OFF).map(({ status, inPlay, bspReconciled }) => `${status}${inPlay ? ' in play' : ''}${bspReconciled ? ' BSP' : ''}`).filter((step, i, all) => step !== all[i - 1])

  test('betting goes on to the jump, is suspended for starting prices, goes on in play, and ends with the race', () => {
    expect(steps()).toEqual(['OPEN', 'SUSPENDED', 'SUSPENDED BSP', 'OPEN in play BSP', 'SUSPENDED in play BSP', 'CLOSED in play BSP'])
    expect(told.views.find(({ status, publishedAt }) => publishedAt >= OFF && status === 'SUSPENDED')?.publishedAt).toBe(OFF + 40 * SECOND)
    const inPlay = told.views.filter(({ inPlay: is, status }) => is && status === 'OPEN')
    // 1200 m at 16 m/s are 75 seconds.
    expect(last(inPlay).publishedAt - (inPlay[0]?.publishedAt ?? 0)).toBeLessThanOrEqual(76 * SECOND)
    for (const { startingPrice, status } of inPlay[0]?.selections ?? []) expect(startingPrice === null).toBe(status === 'REMOVED')
  })

  test('it is settled when the result is known: winner, losers; what was matched stays known', () => {
    const closed = told.views.find(({ status }) => status === 'CLOSED')
    expect(closed?.publishedAt).toBeGreaterThanOrEqual(OFF + 10 * MINUTE)
    expect(closed?.selections.map(({ status }) => status)).toEqual(['LOSER', 'WINNER', 'LOSER', 'REMOVED', 'LOSER', 'LOSER', 'LOSER', 'LOSER'])
    expect(closed?.matched).toBe(last(told.views.filter(({ status }) => status === 'OPEN')).matched)
  })

  test('then it is forgotten, and not opened again', () => {
    expect(new Set(told.evicted)).toEqual(new Set(['SIM.s1-2026-11-23-KWP-R3']))
    expect(last(told.views).status).toBe('CLOSED')
    expect(told.views.filter(({ status }) => status === 'CLOSED').length).toBeLessThanOrEqual(2)
  })

  test('dead heats have two winners', async () => {
    const { views } = await play({ from: OFF + 9 * MINUTE, to: OFF + 12 * MINUTE, races: () => [race({ jumpedAt: OFF, settled: true }, PRICES.map((_, i) => runner(i, { position: i < 2 ? 1 : i + 1 })))] })
    expect(last(views).selections.map(({ status }) => status).slice(0, 3)).toEqual(['WINNER', 'WINNER', 'LOSER'])
    expect(views.some(({ status }) => status === 'OPEN')).toBe(false)
  })

  test('nobody told of the jump: the off is taken to be over three minutes late', async () => {
    const { views } = await play({ from: OFF - MINUTE, to: OFF + 4 * MINUTE, races: () => [race()] })
    expect(views.find(({ status }) => status === 'SUSPENDED')?.publishedAt).toBe(OFF + 3 * MINUTE)
  })

  test('an abandoned race is closed with everybody out', async () => {
    const { views } = await play({ from: OFF - MINUTE, to: OFF, races: (now) => [race({ calledOff: now >= OFF - 30 * SECOND })] })
    expect(last(views)).toMatchObject({ status: 'CLOSED', inPlay: false, selections: PRICES.map(() => ({ status: 'REMOVED' })) })
  })

  test('a start that is put back moves the market with it', async () => {
    const later = (OFF + 5 * MINUTE) as Instant
    const { views } = await play({ from: OFF - MINUTE, to: OFF + 4 * MINUTE, races: (now) => [race({ offAt: now < OFF - 30 * SECOND ? OFF : later })] })
    expect(last(views)).toMatchObject({ status: 'OPEN', event: { startsAt: later } })
  })
})

describe('the same again', () => {
  const short = (seed: string) => play({ from: OFF - 31 * MINUTE, to: OFF - 28 * MINUTE, seed, races: (now) => [story(now)] })
  test('seed, cards and clock make the same messages; another seed makes others', async () => {
    const [first, again, other] = [await short('1'), await short('1'), await short('2')]
    expect(again.messages).toEqual(first.messages)
    expect(other.messages).not.toEqual(first.messages)
  })
  test('a simulator that was started anew goes on about where it was', () => {
    const before = told.views.find(({ publishedAt }) => publishedAt === OFF - 20 * MINUTE)
    return play({ from: OFF - 20 * MINUTE, to: OFF - 20 * MINUTE, races: (now) => [story(now)] }).then(({ views }) => {
      views[0]?.selections.forEach(({ back, status }, i) => {
        const there = before?.selections[i]?.back[0]?.price
        if (status === 'ACTIVE' && there !== undefined) expect(Math.abs(Math.log((back[0]?.price ?? 0) / there))).toBeLessThan(0.06)
      })
    })
  })
})

test('many races are told of in one message, at most 24 of them', async () => {
  const many = Array.from({ length: 30 }, (_, i) => race({ raceId: i, sourceId: `r${i}`, offAt: (OFF + i * MINUTE) as Instant }, PRICES.map((__, n) => runner(n, { runnerId: 1_000 * i + n }))))
  const { messages } = await play({ from: OFF - 60 * MINUTE, to: OFF - 60 * MINUTE, races: () => many })
  expect(messages[0]?.mc).toHaveLength(24)
})

test('cards that cannot be read: prices go on, marked stale, until they can', async () => {
  const { views, health } = await play({ from: OFF - MINUTE, to: OFF - 40 * SECOND, races: (now) => { if (now >= OFF - 55 * SECOND && now < OFF - 45 * SECOND) throw new Error('no database'); return [race()] } })
  expect(health.map(({ state }) => state).filter((state, i, all) => state !== all[i - 1])).toEqual(['CONNECTING', 'LIVE', 'STALE', 'LIVE'])
  expect(views.map(({ stale }) => stale).filter((stale, i, all) => stale !== all[i - 1])).toEqual([false, true, false])
})
