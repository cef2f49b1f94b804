import { marketAsOf, raceAsOf } from '../../../src/domain/as-of'
import { dayOf } from '../../../src/domain/instant'
import { computeFeatures } from '../../../src/features/compute'
import { buildFrame } from '../../../src/features/frame'
import type { History } from '../../../src/features/history/history'
import type { KnownHistory } from '../../../src/features/history/known-history'
import { LoadedHistory, totalsName, type HorseLines, type TotalsKey } from '../../../src/features/history/loaded-history'
import { RUN_STRIDE } from '../../../src/features/history/run-columns'
import { TALLY_STRIDE } from '../../../src/features/history/tally-columns'
import { FEATURES } from '../../../src/features/registry'
import { daysBefore, finished, historyBefore, raceCard, type RunnerPart } from '../../support/racing-world'
import { EVERY_COUNTER, keptRow } from '../../support/every-counter'

const runner = (horseId: number): RunnerPart => ({ horseId, jockeyId: 50 + (horseId % 2), trainerId: 60, sireId: 70, barrier: horseId, weightKg: 50 + horseId, ageAtRace: 3, sex: 'MARE' })
const card = raceCard({ runners: [1, 2, 3].map(runner) })
const TODAY = dayOf(card.offAt)
const race = (days: number, horses: readonly number[], kind: 'FLAT' | 'BARRIER_TRIAL' = 'FLAT') =>
  finished({ off: daysBefore(days), kind, runners: horses.map(runner) }, horses.map((_, i) => ({ position: i + 1, beatenLengths: 2 * i, finishTimeMs: 70_000 + 300 * i, startingPrice: 3 + i })))
const RACES = [race(500, [1, 2, 4]), race(200, [2, 1, 5]), race(40, [1, 4]), race(20, [3, 1], 'BARRIER_TRIAL'), race(8, [4, 1, 2])]

/** What a database would hold of the fold, read for some horses and for every sum that is asked for. */
function loadedFrom(history: History, horses: readonly number[]): KnownHistory {
  const kept = [...history.lines()].filter(({ horseId }) => horses.includes(horseId))
  const lines = [false, true].flatMap((trial) => horses.map((horseId): HorseLines => {
    const own = kept.filter((line) => line.horseId === horseId && line.trial === trial)
    return { horseId, trial, lines: new Float64Array(own.flatMap(({ line }) => [...line])) }
  }))
  const totals = new Map<string, Float64Array>()
  const loaded = new LoadedHistory(TODAY, lines, totals)
  const ask = (place: TotalsKey): void => {
    const into = new Float64Array(TALLY_STRIDE)
    history.addBefore(place.family, place.key, place.day, 1, EVERY_COUNTER, into, 0)
    totals.set(totalsName(place), keptRow(place.family, into))
  }
  return { day: TODAY, runs: loaded.runs, past: (id) => loaded.past(id), trials: (id) => loaded.trials(id), addBefore: (family, key, day, sign, picks, into, at) => { ask({ family, key, day }); loaded.addBefore(family, key, day, sign, picks, into, at) } }
}
const vectors = (history: KnownHistory): readonly (readonly number[])[] => {
  const market = marketAsOf({ prices: [], startingPrices: new Map() }, card.offAt, card.offAt)
  const columns = computeFeatures(buildFrame([{ race: raceAsOf(card, history, card.offAt), market }]))
  return FEATURES.map(({ name }) => [...(columns.get(name) ?? [])])
}

test('every feature is the same from rows as from the fold', () => {
  const history = historyBefore(RACES, TODAY)
  expect(vectors(loadedFrom(history, [1, 2, 3]))).toEqual(vectors(history))
})
test('and differs without the rows of a horse', () => {
  const history = historyBefore(RACES, TODAY)
  expect(vectors(loadedFrom(history, [2, 3]))).not.toEqual(vectors(history))
})
test('rows of a horse keep their order, trials apart', () => {
  const line = (value: number): number[] => Array.from({ length: RUN_STRIDE }, () => value)
  const history = new LoadedHistory(TODAY, [{ horseId: 1, trial: false, lines: Float64Array.from([...line(7), ...line(8)]) }, { horseId: 1, trial: true, lines: Float64Array.from(line(9)) }], new Map())
  expect([history.past(1), history.trials(1), history.past(2), history.trials(2)].map((rows) => rows.map((row) => history.runs.get(row, 'position')))).toEqual([[7, 8], [9], [], []])
})
describe('sums', () => {
  const place = { family: 'everyone', key: 'a', day: 5 } as unknown as TotalsKey
  const history = new LoadedHistory(TODAY, [], new Map([[totalsName(place), keptRow('everyone', Float64Array.from({ length: TALLY_STRIDE }, (_, i) => i + 1))]]))
  const read = (key: TotalsKey, sign: 1 | -1): number[] => {
    const into = new Float64Array(TALLY_STRIDE + 1).fill(10)
    history.addBefore(key.family, key.key, key.day, sign, EVERY_COUNTER, into, 1)
    return [...into.subarray(0, 3)]
  }
  test.each<[string, TotalsKey, 1 | -1, readonly number[]]>([
    ['added where they belong', place, 1, [10, 11, 12]],
    ['taken away', place, -1, [10, 9, 8]],
    ['of another day: nothing', { ...place, day: 4 }, 1, [10, 10, 10]],
    ['of another family: nothing', { ...place, family: 'jockey' }, 1, [10, 10, 10]],
  ])('%s', (_, key, sign, expected) => { expect(read(key, sign)).toEqual(expected) })
})
