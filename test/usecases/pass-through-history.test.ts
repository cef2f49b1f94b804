import type { Instant } from '../../src/domain/instant'
import type { FinishedRace } from '../../src/domain/race-outcome'
import { History } from '../../src/features/history/history'
import type { FeatureName } from '../../src/features/registry'
import { passThroughHistory, type HistoryChunk, type PassOptions } from '../../src/usecases/pass-through-history'
import { daysBefore, featuresOf, finished, raceCard } from '../support/racing-world'
import { factsOf, feedOf } from '../support/memory-feed'

const HOUR = 3_600_000
const atOff: PassOptions['asOf'] = ({ card }) => card.offAt
const anHourBefore: PassOptions['asOf'] = ({ card }) => (card.offAt - HOUR) as Instant
const gather = async (races: Parameters<typeof feedOf>[0], options: Partial<PassOptions> = {}): Promise<HistoryChunk[]> => {
  const chunks: HistoryChunk[] = []
  for await (const chunk of passThroughHistory(feedOf(races), { asOf: atOff, market: 'closing', ...options })) chunks.push(chunk)
  return chunks
}
/** By race: one value a runner. */
const valuesOf = (chunks: readonly HistoryChunk[], name: FeatureName): ReadonlyMap<number, readonly number[]> =>
  new Map(chunks.flatMap(({ races, raceStart, columns }) => races.map(({ facts }, r) => [facts.card.raceId, [...(columns.get(name) as Float64Array).subarray(raceStart[r], raceStart[r + 1])]] as const)))

const drawn = (first: number, count: number): { horseId: number; barrier: number }[] => Array.from({ length: count }, (_, i) => ({ horseId: first + i, barrier: i + 1 }))
const railWins = (days: number, hours = 0, knownAt?: string): FinishedRace => finished({ off: new Date(Date.parse(daysBefore(days)) + hours * HOUR).toISOString(), runners: drawn(100, 3) }, [1, 2, 3], knownAt)
/** (wins + 10) / (chance wins + 10) of the rail after so many races of three that it won. */
const impactAfter = (races: number): number => (races + 10) / (races / 3 + 10)

test('a race sees the days before its own, not its own day', async () => {
  const races = [railWins(3), railWins(2), railWins(2, 1), railWins(1)]
  const values = valuesOf(await gather(races), 'barrier.thirdImpact')
  expect(races.map(({ card }) => values.get(card.raceId)?.[0])).toEqual([1, impactAfter(1), impactAfter(1), impactAfter(3)].map((value) => expect.closeTo(value, 12) as number))
})
test('every feature of every race is what it is when the race is asked about alone; chunks do not matter', async () => {
  const races = [9, 7, 7, 4, 2, 1].map((days, i) => railWins(days, i))
  for (const chunkRunners of [1, 4, 1_000]) {
    const chunks = await gather(races, { chunkRunners })
    expect(chunks).toHaveLength(chunkRunners === 1 ? 6 : chunkRunners === 4 ? 3 : 1)
    for (const race of races) {
      const alone = featuresOf({ history: races, card: race.card, market: factsOf(race).market, marketAt: new Date(race.card.offAt + 1).toISOString() })
      for (const [name, values] of alone) expect([name, valuesOf(chunks, name).get(race.card.raceId)]).toEqual([name, [...values]])
    }
  }
})
test('a result that came three days later counts from the day after it came, though nothing was run on the day it came', async () => {
  const late = railWins(6, 0, daysBefore(3))
  const [same, after] = [railWins(3), railWins(2)]
  const values = valuesOf(await gather([late, same, after]), 'barrier.thirdImpact')
  expect([late, same, after].map(({ card }) => values.get(card.raceId)?.[0])).toEqual([1, 1, expect.closeTo(impactAfter(2), 12)])
})
test('a race to come has features and leaves no trace in history', async () => {
  const history = new History()
  const toCome = raceCard({ runners: drawn(100, 3) })
  const chunks: HistoryChunk[] = []
  for await (const chunk of passThroughHistory(feedOf([railWins(1), toCome]), { asOf: atOff, market: 'closing' }, history)) chunks.push(chunk)
  expect(valuesOf(chunks, 'barrier.thirdImpact').get(toCome.raceId)?.[0]).toBeCloseTo(impactAfter(1), 12)
  expect(history.runs.length).toBe(3)
  expect(chunks[0]?.races.map(({ facts }) => facts.outcome === null)).toEqual([false, true])
})
test('an instant on the day before the off sees what was known before that day', async () => {
  const early = raceCard({ off: '2024-05-01T00:30:00Z', runners: drawn(100, 3) })
  const races = [railWins(2), railWins(1, -5), early]
  expect(valuesOf(await gather(races), 'barrier.thirdImpact').get(early.raceId)?.[0]).toBeCloseTo(impactAfter(2), 12)
  const chunks = await gather(races, { asOf: anHourBefore, market: 'as-of' })
  expect(valuesOf(chunks, 'barrier.thirdImpact').get(early.raceId)?.[0]).toBeCloseTo(impactAfter(1), 12)
  const asked = chunks.flatMap((chunk) => chunk.races).find(({ facts }) => facts.card === early)
  expect([asked?.asOf, asked?.marketAt]).toEqual([early.offAt - HOUR, early.offAt - HOUR])
})
test('the closing market is that of the instant after the off, whenever the rest is seen', async () => {
  const [chunk] = await gather([railWins(1)], { asOf: anHourBefore })
  const [race] = chunk?.races ?? []
  expect([race?.asOf, race?.marketAt]).toEqual([Date.parse(daysBefore(1)) - HOUR, Date.parse(daysBefore(1)) + 1])
})
test('who is not asked about is folded in and not yielded', async () => {
  const [first, second] = [railWins(2), railWins(1)]
  const chunks = await gather([first, second], { asOf: ({ card }) => (card === second.card ? card.offAt : null) })
  expect([...valuesOf(chunks, 'barrier.thirdImpact').keys()]).toEqual([second.card.raceId])
  expect(valuesOf(chunks, 'barrier.thirdImpact').get(second.card.raceId)?.[0]).toBeCloseTo(impactAfter(1), 12)
})
test('only what is asked for is computed, with what it is made from', async () => {
  const [chunk] = await gather([railWins(1)], { names: ['barrier.thirdImpactOverField'] })
  expect([...(chunk?.columns.keys() ?? [])].sort()).toEqual(['barrier.thirdImpact', 'barrier.thirdImpactOverField'])
})
test('interrupted: nothing half done is yielded', async () => {
  const controller = new AbortController()
  const chunks: HistoryChunk[] = []
  for await (const chunk of passThroughHistory(feedOf([3, 2, 1].map((days) => railWins(days))), { asOf: atOff, market: 'closing', chunkRunners: 1, signal: controller.signal })) { chunks.push(chunk); controller.abort() }
  expect(chunks.map(({ runnerIds }) => runnerIds.length)).toEqual([3])
})
test('an instant further back than was allowed for is refused, and so is one after the off', async () => {
  await expect(gather([railWins(9), railWins(5)], { asOf: ({ card }) => (card.offAt - 50 * HOUR) as Instant })).rejects.toThrow(RangeError)
  await expect(gather([railWins(1)], { asOf: ({ card }) => (card.offAt + 1) as Instant })).rejects.toThrow(RangeError)
})
test('no races at all: no chunks', async () => { expect(await gather([])).toEqual([]) })
test('progress counts what was read', async () => {
  const seen: number[][] = []
  await gather([railWins(2), railWins(2, 1), railWins(1)], { progress: (races, runners) => { seen.push([races, runners]) } })
  expect(seen).toEqual([[2, 6], [3, 9]])
})
