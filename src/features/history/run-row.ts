import { classRating } from '../../domain/class-rating'
import { wetness } from '../../domain/going-scale'
import type { CardRunner, RaceCard } from '../../domain/race-card'
import type { FinishedRace, RunnerOutcome } from '../../domain/race-outcome'
import { directionIndex, epochDay, gearBits, layoutOf, orNaN, patternIndex, surfaceIndex } from '../encode'
import type { CareerPoint } from './career'
import { RUN, RUN_STRIDE, type RunColumn } from './run-columns'
import type { RunStore } from './run-store'
import { barrierShares, gearKnown, latestReading, ratingsOf } from './starters'

/** One that took part, and what came of it. */
export interface Starter {
  readonly runner: CardRunner
  readonly outcome: RunnerOutcome
  readonly barrierShare: number
  /** Chance by the starting prices; NaN unless the whole field was priced. */
  readonly marketShare: number
  readonly marketRank: number
  /** 0 = led at the first call, 1 = last. */
  readonly settled: number
}
export interface Field { readonly race: FinishedRace; readonly starters: readonly Starter[]; readonly wetness: number; readonly classRating: number; readonly meanWeightKg: number }
/** A race of the day that is being folded, with the first of its rows. */
export interface RatedField extends Field { readonly first: number }

const mean = (values: readonly number[]): number => (values.length === 0 ? NaN : values.reduce((sum, value) => sum + value, 0) / values.length)
const shareAt = (position: number | undefined, size: number): number => (position === undefined || size < 2 ? NaN : Math.min(1, (position - 1) / (size - 1)))

export const groundOf = (card: RaceCard): number => {
  const reading = latestReading(card)
  return reading === undefined ? wetness(card.going, card.goingNumber) : wetness(reading.label, reading.number)
}

/** Those who ran, in the order of the card; void runs are none. */
export function fieldOf(race: FinishedRace): Field {
  const outcomes = new Map(race.outcome.runners.map((outcome) => [outcome.runnerId, outcome]))
  const ran = race.card.runners.filter(({ runnerId }) => { const outcome = outcomes.get(runnerId); return outcome !== undefined && outcome.status !== 'VOID' })
  const shares = barrierShares(ran)
  const prices = ran.map(({ runnerId }) => orNaN(outcomes.get(runnerId)?.startingPrice))
  const book = prices.reduce((sum, price) => sum + 1 / price, 0)
  const starters = ran.map((runner, i): Starter => {
    const outcome = outcomes.get(runner.runnerId) as RunnerOutcome
    const price = prices[i] as number
    return {
      runner, outcome, barrierShare: shares[i] as number, marketShare: 1 / price / book,
      marketRank: Number.isNaN(book) ? NaN : 1 + prices.filter((other) => other < price).length, settled: shareAt(outcome.inRunning[0]?.position, ran.length),
    }
  })
  const weights = ran.flatMap(({ weightKg }) => (weightKg === null ? [] : [weightKg]))
  return { race, starters, wetness: groundOf(race.card), classRating: classRating(race.card), meanWeightKg: mean(weights) }
}

/** Lengths from the winner to the next; NaN in a dead heat and alone. */
const winningMargin = ({ starters }: Field): number => {
  const behind = starters.filter(({ outcome }) => outcome.position !== null && outcome.position > 1).map(({ outcome }) => orNaN(outcome.beatenLengths))
  return starters.filter(({ outcome }) => outcome.position === 1).length > 1 || behind.length === 0 ? NaN : Math.min(...behind)
}

/** Adds a row a starter, with all that the race alone tells; the number of the first. Figures and Elo come after (`figures.ts`, `elo.ts`). */
export function addRows(runs: RunStore, field: Field, careers: readonly CareerPoint[]): number {
  const { race: { card }, starters } = field
  const first = runs.length
  const margin = winningMargin(field)
  const ratings = ratingsOf(starters.map(({ runner }) => runner), careers)
  const paid = starters.some(({ outcome: { prize } }) => prize !== null)
  const geared = gearKnown(starters.map(({ runner }) => runner))
  starters.forEach(({ runner, outcome, ...starter }, i) => {
    const row = runs.add() * RUN_STRIDE
    const put = (column: RunColumn, value: number | null): void => { runs.data[row + RUN[column]] = orNaN(value) }
    const size = starters.length
    const { position } = outcome
    const career = careers[i] as CareerPoint
    put('raceId', card.raceId); put('at', card.offAt); put('localDay', epochDay(card.date))
    put('position', position); put('fieldSize', size); put('won', position === 1 ? 1 : 0)
    put('beaten', size < 2 ? NaN : position === null ? 0 : Math.max(0, size - position) / (size - 1))
    put('beatenLengths', position === 1 ? 0 : outcome.beatenLengths); put('wonByLengths', position === 1 ? margin : NaN); put('timeMs', outcome.finishTimeMs)
    put('distanceM', card.distanceM); put('surface', surfaceIndex(card.surface)); put('direction', directionIndex(card.direction)); put('venueId', card.venueId); put('layout', layoutOf(card))
    put('wetness', field.wetness); put('classRating', field.classRating); put('pattern', patternIndex(card.pattern)); put('prizeTotal', card.prizeTotal); put('prize', outcome.prize ?? (paid ? 0 : NaN))
    put('rating', ratings[i] as number); put('weightKg', runner.weightKg); put('weightOverMean', orNaN(runner.weightKg) - field.meanWeightKg)
    put('barrier', runner.barrier); put('barrierShare', starter.barrierShare); put('bodyWeightKg', runner.bodyWeightKg)
    put('jockeyId', runner.jockeyId); put('trainerId', runner.trainerId); put('apprentice', runner.apprentice === null ? NaN : Number(runner.apprentice)); put('claimKg', runner.claimKg)
    put('startingPrice', outcome.startingPrice); put('marketShare', starter.marketShare); put('marketRank', starter.marketRank)
    put('settled', starter.settled); put('turned', shareAt(outcome.inRunning[outcome.inRunning.length - 1]?.position, size)); put('settledLengths', orNaN(outcome.inRunning[0]?.marginLengths))
    put('gearBits', geared ? gearBits(runner.gear) : NaN); put('sincePrevious', career.sincePrevious); put('prepRun', career.prepRun); put('careerRun', career.careerRun)
  })
  return first
}
