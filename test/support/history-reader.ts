import { knownDay } from '../../src/features/history/history'
import { totalsName } from '../../src/features/history/loaded-history'
import { RUN, RUN_STRIDE } from '../../src/features/history/run-columns'
import { TALLY_STRIDE } from '../../src/features/history/tally-columns'
import type { FinishedRace } from '../../src/domain/race-outcome'
import type { FeatureReader, RaceFacts, StoredVectors } from '../../src/usecases/ports'
import { historyBefore } from './racing-world'
import { EVERY_COUNTER, keptRow } from './every-counter'

export interface Shelf { readonly races: readonly RaceFacts[]; readonly history: readonly FinishedRace[]; readonly vectors?: readonly StoredVectors[] }
/** What was asked of the reader, in order: the method and how much of it. */
export interface Asked { readonly method: keyof FeatureReader; readonly count: number }

/** A reader over a fold in memory, as the database keeps it: lines by the day they became known, sums before a day. */
export function historyReader({ races, history, vectors = [] }: Shelf): { readonly reader: FeatureReader; readonly asked: Asked[] } {
  const asked: Asked[] = []
  const all = historyBefore(history, 1 + Math.max(-1, ...history.map(knownDay)))
  const lines = [...all.lines()]
  const note = <T>(method: keyof FeatureReader, count: number, value: T): Promise<T> => { asked.push({ method, count }); return Promise.resolve(value) }
  return {
    asked,
    reader: {
      races: (ids, { market }) => note('races', ids.length, ids.map((id) => {
        const race = races.find(({ card }) => card.raceId === id)
        return race === undefined ? null : { ...race, market: market ? race.market : { prices: [], startingPrices: new Map<number, number>() } }
      })),
      lines: (horses, need) => note('lines', horses.length, horses.flatMap(({ horseId, day }) => [false, true].flatMap((trial) => {
        const own = lines.filter((line) => line.horseId === horseId && line.trial === trial && line.knownDay < day).sort((a, b) => at(a.line) - at(b.line))
        const data = new Float64Array(own.length * RUN_STRIDE)
        own.forEach(({ line }, i) => { data.set(line, i * RUN_STRIDE) })
        return own.length === 0 || (trial && !need.trials) ? [] : [{ horseId, day, trial, lines: data }]
      }))),
      totals: (keys) => note('totals', keys.length, new Map(keys.map((key) => {
        const sums = new Float64Array(TALLY_STRIDE)
        all.addBefore(key.family, key.key, key.day, 1, EVERY_COUNTER, sums, 0)
        return [totalsName(key), keptRow(key.family, sums)]
      }))),
      vectors: (ids) => note('vectors', ids.length, ids.map((id) => vectors.find(({ raceId }) => raceId === id) ?? null)),
    },
  }
}
const at = (line: Float64Array): number => line[RUN.at] as number
