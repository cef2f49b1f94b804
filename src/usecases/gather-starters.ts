import type { DataSource } from '../domain/vocabulary'
import type { FeatureColumns } from '../features/compute'
import type { FeatureName } from '../features/registry'
import { targetsOf } from '../features/targets'
import type { HistoryChunk } from './pass-through-history'

/** Everyone that ran in races with a winner, with features and what came of it. Race `r` has the rows `raceStart[r] .. raceStart[r + 1]`. */
export interface StarterTable {
  readonly races: readonly { readonly raceId: number; readonly date: string; readonly source: DataSource }[]
  readonly raceStart: Int32Array
  /** Share of the win: 1 for the winner, divided in a dead heat. */
  readonly won: Float64Array
  /** Decimal; NaN unknown. */
  readonly startingPrice: Float64Array
  readonly columns: FeatureColumns
}

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

/** Gathers what a pass yields: of races with a winner those who ran. Eight bytes a value stay in memory. */
export async function gatherStarters(chunks: AsyncIterable<HistoryChunk>): Promise<StarterTable> {
  const races: StarterTable['races'][number][] = []
  const starts = [0]
  let gathered = 0
  const [won, startingPrice, columns] = [new Piles(), new Piles(), new Map<FeatureName, Piles>()]
  for await (const chunk of chunks) {
    const places: number[] = []
    const shares: number[] = []
    const prices: number[] = []
    chunk.races.forEach(({ facts: { card, outcome } }, r) => {
      if (outcome === null) return
      const [from, to] = [chunk.raceStart[r] as number, chunk.raceStart[r + 1] as number]
      const { win } = targetsOf({ card, outcome }, chunk.runnerIds.slice(from, to))
      if (win.every(Number.isNaN)) return
      const priceOf = new Map(outcome.runners.map((one) => [one.runnerId, one.startingPrice]))
      win.forEach((share, i) => {
        if (Number.isNaN(share)) return
        places.push(from + i)
        shares.push(share)
        prices.push(priceOf.get(chunk.runnerIds[from + i] as number) ?? NaN)
      })
      races.push({ raceId: card.raceId, date: card.date, source: card.source })
      starts.push(gathered + places.length)
    })
    gathered += places.length
    won.push(Float64Array.from(shares))
    startingPrice.push(Float64Array.from(prices))
    for (const [name, values] of chunk.columns) {
      let pile = columns.get(name)
      if (pile === undefined) columns.set(name, (pile = new Piles()))
      pile.push(Float64Array.from(places, (i) => values[i] as number))
    }
  }
  return { races, raceStart: Int32Array.from(starts), won: won.take(), startingPrice: startingPrice.take(), columns: new Map([...columns].map(([name, pile]) => [name, pile.take()])) }
}
