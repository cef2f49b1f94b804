import type { FinishedRace, RunnerOutcome } from '../domain/race-outcome'

/**
 * What a model may be trained to foretell, one value a runner. Those who ran are all runners with an outcome that is
 * not void; whoever did not run is NaN throughout, and so is a whole race without a winner. Places are counted
 * among those who ran, so that a gap in the official positions moves nobody. Who has no position (fell, was pulled up,
 * was disqualified ...) is behind all who have one, level with the others without.
 */
export const TARGETS = {
  win: '1 for the winner, 0 for the rest; k that dead-heat for first have 1 / k each.',
  place: 'First three where eight or more ran, first two where five to seven did, else the first. Those that dead-heat share the places that they fill.',
  topFive: 'First five, in the same manner; everyone who finished where five or fewer did.',
  finishPosition: '1 = won. Those that dead-heat share the mean of the positions that they fill; so do all without a position, of those that are left.',
  beatFavourite: '1 when it finished before the favourite, 0 behind, 0.5 level with it; of joint favourites the mean. NaN for the favourite itself, for a runner without a starting price, and where nobody has one.',
} as const
export type Target = keyof typeof TARGETS
export type TargetColumns = Readonly<Record<Target, Float64Array>>

/** Places that are paid, by how many ran. */
export const placesPaid = (ran: number): number => (ran >= 8 ? 3 : ran >= 5 ? 2 : 1)

interface Finish { readonly ahead: number; readonly level: number; readonly finished: boolean; readonly startingPrice: number | null }

/** How many were before and how many level with each that ran, oneself among the latter. Null for a race without a winner. */
function finishesOf({ card, outcome }: FinishedRace): ReadonlyMap<number, Finish> | null {
  const onCard = new Set(card.runners.map(({ runnerId }) => runnerId))
  const ran = outcome.runners.filter(({ runnerId, status }) => onCard.has(runnerId) && status !== 'VOID')
  if (!ran.some(({ position }) => position === 1)) return null
  const at = ({ position }: RunnerOutcome): number => position ?? Infinity
  return new Map(ran.map((own) => [own.runnerId, {
    ahead: ran.filter((other) => at(other) < at(own)).length, level: ran.filter((other) => at(other) === at(own)).length, finished: own.position !== null, startingPrice: own.startingPrice,
  }]))
}

/** Share of the first `count` places that falls to each of those level. */
const shareOf = (count: number, { ahead, level, finished }: Finish): number => (finished ? Math.max(0, Math.min(level, count - ahead)) / level : 0)

function againstFavourites(own: Finish, field: readonly Finish[]): number {
  const shortest = field.reduce((least, { startingPrice }) => Math.min(least, startingPrice ?? Infinity), Infinity)
  if (own.startingPrice === null || own.startingPrice === shortest) return NaN
  const favourites = field.filter(({ startingPrice }) => startingPrice === shortest)
  return favourites.reduce((sum, { ahead }) => sum + (own.ahead < ahead ? 1 : own.ahead === ahead ? 0.5 : 0), 0) / favourites.length
}

/** Targets of the runners asked for, in their order. */
export function targetsOf(race: FinishedRace, runnerIds: readonly number[]): TargetColumns {
  const finishes = finishesOf(race)
  const field = [...(finishes?.values() ?? [])]
  const paid = placesPaid(field.length)
  const column = (of: (finish: Finish) => number): Float64Array => Float64Array.from(runnerIds, (runnerId) => {
    const finish = finishes?.get(runnerId)
    return finish === undefined ? NaN : of(finish)
  })
  return {
    win: column((one) => shareOf(1, one)), place: column((one) => shareOf(paid, one)), topFive: column((one) => shareOf(5, one)),
    finishPosition: column(({ ahead, level }) => ahead + (level + 1) / 2), beatFavourite: column((one) => againstFavourites(one, field)),
  }
}
