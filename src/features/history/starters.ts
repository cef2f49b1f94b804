import type { CardRunner, RaceCard } from '../../domain/race-card'

/** Barrier of each among those that start, 0 innermost to 1 outermost; NaN where it is unknown, 0.5 for one alone. */
export function barrierShares(runners: readonly CardRunner[]): Float64Array {
  const shares = new Float64Array(runners.length)
  let drawn = 0
  for (const { barrier } of runners) if (barrier !== null) drawn++
  for (let i = 0; i < runners.length; i++) {
    const own = (runners[i] as CardRunner).barrier
    let inside = 0
    if (own !== null) for (const { barrier } of runners) if (barrier !== null && barrier < own) inside++
    shares[i] = own === null ? NaN : drawn === 1 ? 0.5 : inside / (drawn - 1)
  }
  return shares
}

/** The ground as the card states it: the last reading for the race that was taken before its off, else its declared going, 0 firm to 10 heavy; NaN unknown. */
export const latestReading = ({ readings, number, offAt }: RaceCard): RaceCard['readings'][number] | undefined => {
  let latest: RaceCard['readings'][number] | undefined
  for (const reading of readings) {
    if (reading.raceNumber !== null && reading.raceNumber !== number) continue
    if (reading.observedAt > offAt) continue
    if (latest === undefined || reading.observedAt >= latest.observedAt) latest = reading
  }
  return latest
}

const MOST = 0.8
/**
 * Official ratings of a field, NaN where unknown. They count only when most of those that have raced before have one: where
 * a source knows but a few, it knows them for what these horses did later.
 */
export function ratingsOf(runners: readonly CardRunner[], careers: readonly { readonly careerRun: number }[]): Float64Array {
  const ratings = new Float64Array(runners.length)
  let [raced, known] = [0, 0]
  for (let i = 0; i < runners.length; i++) {
    const { handicapRating } = runners[i] as CardRunner
    ratings[i] = handicapRating ?? NaN
    if ((careers[i]?.careerRun ?? 1) <= 1) continue
    raced++
    if (handicapRating !== null) known++
  }
  return known < MOST * raced ? ratings.fill(NaN) : ratings
}

/**
 * Whether the source says what is worn in this race: somebody wears something or took it off. A field without any gear
 * cannot be told from one whose gear nobody wrote down, so that it counts as unknown.
 */
export const gearKnown = (runners: readonly CardRunner[]): boolean => runners.some(({ gear }) => gear.length > 0)
