import { SPELL_DAYS } from '../src/domain/preparation'
import { isTrial } from '../src/domain/trial'
import { dayOf } from '../src/domain/instant'
import type { FeatureName } from '../src/features/registry'
import type { RaceFacts } from '../src/usecases/ports'

/** One start as a data scientist would put it in a table. */
interface Start {
  readonly runnerId: number; readonly horse: number; readonly jockey: number | null; readonly trainer: number | null; readonly venue: number; readonly distanceM: number | null
  readonly world: string; readonly date: number; readonly day: number; readonly knownDay: number; readonly beaten: number; readonly won: boolean
}

/** Ten features by their definitions, with loops over everything earlier of the horse, rider and stable. */
export const PLAIN: readonly FeatureName[] = [
  'form.lastBeatenShare', 'form.beatenShare3', 'fitness.daysSinceRun', 'fitness.prepRun', 'distance.change', 'venue.starts',
  'jockey.winRateYear', 'jockey.winRateCareer', 'trainer.winRateYear', 'trainer.winRateCareer',
]
const PRIOR = 40
const YEAR = 365
const DAY_MS = 86_400_000

/** Gathers starts from races that have been run; of those whose result is known. */
export class PlainTable {
  private readonly starts: Start[] = []

  add({ card, outcome }: RaceFacts): void {
    if (outcome === null || isTrial(card.kind)) return
    const outcomes = new Map(outcome.runners.map((one) => [one.runnerId, one]))
    const ran = card.runners.filter(({ runnerId }) => { const one = outcomes.get(runnerId); return one !== undefined && one.status !== 'VOID' })
    for (const { runnerId, horseId, jockeyId, trainerId } of ran) {
      const position = outcomes.get(runnerId)?.position ?? null
      this.starts.push({
        runnerId, horse: horseId, jockey: jockeyId, trainer: trainerId, venue: card.venueId, distanceM: card.distanceM, world: `${card.source} ${card.country}`,
        date: Date.parse(card.date) / DAY_MS, day: dayOf(card.offAt), knownDay: dayOf(outcome.knownAt), won: position === 1,
        beaten: ran.length < 2 ? NaN : position === null ? 0 : (ran.length - position) / (ran.length - 1),
      })
    }
  }

  get runners(): number { return this.starts.length }

  /** By runner, the ten features as they stood on the day of its race; NaN where unknown. */
  compute(): ReadonlyMap<number, Float64Array> {
    const horses = groupBy(this.starts, ({ horse }) => horse)
    const jockeys = groupBy(this.starts, ({ jockey }) => jockey)
    const trainers = groupBy(this.starts, ({ trainer }) => trainer)
    const worlds = groupBy(this.starts, ({ world }) => world)
    const base = new Map<string, number>()
    const found = new Map<number, Float64Array>()
    for (const start of this.starts) {
      const key = `${start.world} ${start.day}`
      let rate = base.get(key)
      if (rate === undefined) base.set(key, (rate = share(worlds.get(start.world) ?? [], start.day, Infinity, 0, 0)))
      const earlier = (horses.get(start.horse) ?? []).filter((run) => run.knownDay < start.day)
      const last = earlier[earlier.length - 1]
      const lately = earlier.slice(-3).map(({ beaten }) => beaten).filter((beaten) => !Number.isNaN(beaten))
      found.set(start.runnerId, Float64Array.of(
        last?.beaten ?? NaN, lately.length === 0 ? NaN : lately.reduce((sum, beaten) => sum + beaten, 0) / lately.length,
        last === undefined ? NaN : start.date - last.date, preparation(earlier, start.date), start.distanceM === null || last === undefined ? NaN : start.distanceM - (last.distanceM ?? NaN),
        Math.log1p(earlier.filter(({ venue }) => venue === start.venue).length),
        ...rates(start.jockey === null ? null : jockeys.get(start.jockey), start.day, rate), ...rates(start.trainer === null ? null : trainers.get(start.trainer), start.day, rate),
      ))
    }
    return found
  }
}

const groupBy = <K>(starts: readonly Start[], key: (start: Start) => K): ReadonlyMap<K, readonly Start[]> => {
  const groups = new Map<K, Start[]>()
  for (const start of starts) {
    const group = groups.get(key(start))
    if (group === undefined) groups.set(key(start), [start])
    else group.push(start)
  }
  return groups
}

/** (wins + prior x base) / (starts + prior) over what became known in the days before `day`. */
const share = (starts: readonly Start[], day: number, days: number, prior: number, base: number): number => {
  let [wins, count] = [0, 0]
  for (const start of starts) {
    if (start.knownDay >= day || start.knownDay < day - days) continue
    count++
    if (start.won) wins++
  }
  return (wins + prior * base) / (count + prior)
}
const rates = (starts: readonly Start[] | null | undefined, day: number, base: number): readonly number[] =>
  starts === null ? [NaN, NaN] : [share(starts ?? [], day, YEAR, PRIOR, base), share(starts ?? [], day, Infinity, PRIOR, base)]

const preparation = (earlier: readonly Start[], date: number): number => {
  let run = 1
  let day = date
  for (const { date: before } of [...earlier].reverse()) {
    if (day - before >= SPELL_DAYS) return run
    run++
    day = before
  }
  return run
}
