import type { FeatureName } from '../features/registry'
import { TARGETS, targetsOf, type Target, type TargetColumns } from '../features/targets'
import type { RaceTable, TableRace } from '../models/data/race-table'
import type { HistoryChunk } from './pass-through-history'

/** Grows as chunks come. */
class Piles {
  private readonly pieces: Float64Array[] = []
  push(piece: Float64Array): void { this.pieces.push(piece) }
  /** All in one; the pieces are forgotten, so that nothing is there twice for long. */
  take(): Float64Array {
    const all = new Float64Array(this.pieces.reduce((sum, { length }) => sum + length, 0))
    let at = 0
    for (const piece of this.pieces.splice(0)) { all.set(piece, at); at += piece.length }
    return all
  }
}

const NAMES = Object.keys(TARGETS) as readonly Target[]
/** Columns of a table on their way. */
type Name = 'runnerId' | 'runnerNumber' | 'startingPrice' | Target | FeatureName

/** Gathers what a pass yields: of races with a winner those who ran. Eight bytes a value stay in memory. */
export async function gatherStarters(chunks: AsyncIterable<HistoryChunk>): Promise<RaceTable> {
  const races: TableRace[] = []
  const starts = [0]
  const piles = new Map<Name, Piles>()
  const push = (name: Name, values: Float64Array): void => {
    let pile = piles.get(name)
    if (pile === undefined) piles.set(name, (pile = new Piles()))
    pile.push(values)
  }
  for await (const chunk of chunks) {
    const { places, kept, values } = runnersOf(chunk)
    for (const { race, runners } of kept) { races.push(race); starts.push((starts.at(-1) as number) + runners) }
    for (const [name, column] of values) push(name, Float64Array.from(column))
    for (const [name, column] of chunk.columns) push(name, Float64Array.from(places, (place) => column[place] as number))
  }
  const take = (name: Name): Float64Array => { const pile = piles.get(name); piles.delete(name); return pile?.take() ?? new Float64Array(0) }
  const [runnerIds, runnerNumbers, startingPrice] = [Int32Array.from(take('runnerId')), take('runnerNumber'), take('startingPrice')]
  const targets = Object.fromEntries(NAMES.map((target) => [target, take(target)])) as unknown as TargetColumns
  return { races, raceStart: Int32Array.from(starts), runnerIds, runnerNumbers, startingPrice, targets, columns: new Map([...piles.keys()].map((name) => [name as FeatureName, take(name)])) }
}

interface Kept { readonly race: TableRace; readonly runners: number }
/** Of the races with a winner: places of those who ran, and what is known of each beside its features. */
function runnersOf({ races, raceStart, runnerIds }: HistoryChunk): { readonly places: readonly number[]; readonly kept: readonly Kept[]; readonly values: ReadonlyMap<Name, readonly number[]> } {
  const places: number[] = []
  const kept: Kept[] = []
  const values = new Map<Name, number[]>((['runnerId', 'runnerNumber', 'startingPrice', ...NAMES] as const).map((name) => [name, []]))
  const put = (name: Name, value: number): void => { values.get(name)?.push(value) }
  races.forEach(({ facts: { card, outcome } }, r) => {
    if (outcome === null) return
    const [from, to] = [raceStart[r] as number, raceStart[r + 1] as number]
    const targets = targetsOf({ card, outcome }, runnerIds.slice(from, to))
    if (targets.win.every(Number.isNaN)) return
    const prices = new Map(outcome.runners.map((one) => [one.runnerId, one.startingPrice]))
    const numbers = new Map(card.runners.map((one) => [one.runnerId, one.number]))
    const before = places.length
    targets.win.forEach((share, i) => {
      if (Number.isNaN(share)) return
      const runnerId = runnerIds[from + i] as number
      places.push(from + i)
      put('runnerId', runnerId)
      put('runnerNumber', numbers.get(runnerId) ?? NaN)
      put('startingPrice', prices.get(runnerId) ?? NaN)
      for (const target of NAMES) put(target, targets[target][i] as number)
    })
    const { raceId, source, venueId, date, number, offAt, distanceM, surface, classCode } = card
    kept.push({ race: { raceId, source, venueId, date, number, offAt, distanceM, surface, classCode }, runners: places.length - before })
  })
  return { places, kept, values }
}
