import { dayOf, type Instant } from '../../src/domain/instant'
import { FEATURES } from '../../src/features/registry'
import { computeVectors, isWithin } from '../../src/usecases/compute-vectors'
import type { FeatureReader, HistoryStore, VectorStore } from '../../src/usecases/ports'
import { refreshHistory } from '../../src/usecases/refresh-history'
import { refreshVectors } from '../../src/usecases/refresh-vectors'
import { factsOf, feedOf } from '../support/memory-feed'
import { daysBefore, featuresOf, finished, OFF, raceCard } from '../support/racing-world'

const live = (): AbortSignal => new AbortController().signal
const runners = [1, 2, 3].map((n) => ({ horseId: n, barrier: n, jockeyId: 10 + n }))
const past = [5, 4, 3].map((days) => finished({ off: daysBefore(days), runners }, [1, 2, 3]))

describe('history', () => {
  class Kept implements HistoryStore {
    replaced: { readonly lines: number; readonly builtFrom: string }[] = []
    constructor(private readonly facts: string, private builtFrom: string | null) {}
    status(): ReturnType<HistoryStore['status']> { return Promise.resolve({ facts: this.facts, builtFrom: this.builtFrom }) }
    replace(...[history, builtFrom]: Parameters<HistoryStore['replace']>): Promise<void> {
      this.replaced.push({ lines: [...history.lines()].length, builtFrom })
      this.builtFrom = builtFrom
      return Promise.resolve()
    }
  }
  test.each([
    ['never built', 'a', null, 'built', [{ lines: 9, builtFrom: 'a' }]], ['an import came since', 'b', 'a', 'built', [{ lines: 9, builtFrom: 'b' }]], ['nothing came since', 'a', 'a', 'current', []],
  ] as const)('%s', async (_, facts, builtFrom, outcome, replaced) => {
    const store = new Kept(facts, builtFrom)
    expect(await refreshHistory({ feed: feedOf(past), store, progress: () => undefined, signal: live() })).toBe(outcome)
    expect(store.replaced).toEqual(replaced)
    expect(await refreshHistory({ feed: feedOf(past), store, progress: () => undefined, signal: live() })).toBe('current')
  })
  test('interrupted: what was stored stays', async () => {
    const [store, controller] = [new Kept('b', 'a'), new AbortController()]
    expect(await refreshHistory({ feed: feedOf(past), store, progress: () => { controller.abort() }, signal: controller.signal })).toBe('interrupted')
    expect(store.replaced).toEqual([])
  })
})

class Vectors implements VectorStore {
  written: Parameters<VectorStore['write']>[0][number][] = []
  constructor(private readonly coming: readonly number[] = []) {}
  due(): Promise<readonly number[]> { return Promise.resolve(this.coming) }
  done(): Promise<ReadonlySet<number>> { return Promise.resolve(new Set(this.written.map(({ raceId }) => raceId))) }
  write(vectors: Parameters<VectorStore['write']>[0]): Promise<void> { this.written.push(...vectors); return Promise.resolve() }
}
const OPEN = { from: null, to: null }

describe('vectors of finished races', () => {
  test('as of the off with its starting prices, every feature, the runners in order', async () => {
    const store = new Vectors()
    const race = finished({ off: daysBefore(1), runners: [{ horseId: 7, barrier: 1 }, { horseId: 3, barrier: 2 }] }, [1, 2])
    expect(await computeVectors({ feed: feedOf([...past, race]), store, progress: () => undefined, signal: live() }, { from: '2024-04-30', to: null })).toEqual({ races: 1, runners: 2, skipped: 0, interrupted: false })
    const [vectors] = store.written
    expect(vectors).toMatchObject({ raceId: race.card.raceId, asOf: race.card.offAt + 1, runnerIds: [3, 7] })
    expect([...(vectors?.columns.keys() ?? [])]).toEqual(FEATURES.map(({ name }) => name))
    expect(vectors?.columns.get('barrier.number')).toEqual(Float64Array.of(2, 1))
  })
  test('rehearsals and races to come have none; done races are skipped', async () => {
    const store = new Vectors()
    const races = [finished({ off: daysBefore(6), kind: 'JUMP_OUT', runners }, [1, 2, 3]), ...past, raceCard({ runners })]
    const deps = { feed: feedOf(races), store, progress: () => undefined, signal: live() }
    expect(await computeVectors(deps, OPEN)).toMatchObject({ races: 3, skipped: 0 })
    expect(await computeVectors(deps, OPEN)).toMatchObject({ races: 0, skipped: 3 })
  })
  test('interrupted: whole races or none, and the next run does the rest', async () => {
    const [store, controller] = [new Vectors(), new AbortController()]
    const feed = feedOf(past)
    const first = await computeVectors({ feed, store, progress: (done) => { if (done.races >= 2) controller.abort() }, signal: controller.signal }, OPEN)
    expect(first.interrupted).toBe(true)
    for (const { runnerIds, columns } of store.written) expect([...columns.values()].every(({ length }) => length === runnerIds.length)).toBe(true)
    await computeVectors({ feed, store, progress: () => undefined, signal: live() }, OPEN)
    expect(store.written.map(({ raceId }) => raceId).sort()).toEqual(past.map(({ card }) => card.raceId).sort())
  })
  test.each([['2024-04-01', null, null, true], ['2024-04-01', '2024-04-01', '2024-04-01', true], ['2024-04-01', '2024-04-02', null, false], ['2024-04-01', null, '2024-03-31', false]])('%s is within %p to %p: %p', (date, from, to, expected) => {
    expect(isWithin({ from, to }, date)).toBe(expected)
  })
})

describe('vectors of races to come', () => {
  const now = Date.parse(daysBefore(1)) as Instant
  const cards = Array.from({ length: 5 }, (_, i) => raceCard({ off: OFF, number: i + 1, runners }))
  const asked: number[][] = []
  const reader: FeatureReader = {
    races: (ids) => { asked.push([...ids]); return Promise.resolve(ids.map((id) => { const card = cards.find(({ raceId }) => raceId === id); return card === undefined ? null : factsOf(card) })) },
    lines: () => Promise.resolve([]), totals: () => Promise.resolve(new Map()), vectors: () => Promise.resolve([]),
  }
  test('in batches, as of now, as the features of each race alone; a race that went away is left out', async () => {
    const ids = cards.map(({ raceId }) => raceId)
    const store = new Vectors([...ids, -1])
    const seen: number[][] = []
    expect(await refreshVectors({ reader, store, batch: 2, signal: live(), progress: (done, total) => { seen.push([done, total]) } }, now)).toBe(5)
    expect(asked).toEqual([ids.slice(0, 2), ids.slice(2, 4), [ids[4], -1]])
    expect(seen.at(-1)).toEqual([6, 6])
    const alone = featuresOf({ card: cards[3] as (typeof cards)[number], asOf: new Date(now).toISOString() })
    const [stored] = store.written.filter(({ raceId }) => raceId === ids[3])
    expect(stored?.asOf).toBe(now)
    for (const [name, values] of alone) expect([name, stored?.columns.get(name)]).toEqual([name, values])
    expect(dayOf(now)).toBe(dayOf(cards[0]?.offAt as Instant) - 1)
  })
  test('interrupted between batches', async () => {
    const [store, controller] = [new Vectors(cards.map(({ raceId }) => raceId)), new AbortController()]
    expect(await refreshVectors({ reader, store, batch: 2, signal: controller.signal, progress: () => { controller.abort() } }, now)).toBe(2)
  })
})
