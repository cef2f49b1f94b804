import { AbilityBook } from './expected-ability'
import { ABSURD, dayVariant, GoingBook, variantKey } from './day-variant'
import { worldOf } from './families'
import { finishTimes } from './finish-times'
import { median } from './median'
import { PaceBook } from './pace-figures'
import { PAR, ParBook } from './pars'
import type { RatedField } from './run-row'
import type { RunStore } from './run-store'

/** Ten points are one per cent of time. */
const POINTS = 1_000
/** Share of what a race differs from its day that is put down to how it was run, and taken out. */
const PACE_SHARE = 0.7
/** Above this a time is wrong. */
const MOST = 180
/** Five per cent slower than par: a horse that is eased tells no more. */
const LEAST = 50

/** A race of the day: points that it was slower than par, its runners' quality taken out. */
interface Timed {
  readonly field: RatedField
  readonly times: Float64Array
  /** ln of the time that an average runner of the middle class would have run in it. */
  readonly logTime: number
  readonly par: number
  readonly ofClass: number
  readonly going: number
  /** Points slower than par and going let expect. */
  readonly slower: number
}

/** Speed and pace figures, rated day by day against pars that only earlier days made. */
export class FigureBook {
  private readonly pars = new ParBook()
  private readonly goings = new GoingBook()
  private readonly ability = new AbilityBook()
  private readonly pace = new PaceBook()

  /** Fills `figure`, `earlyFigure`, `middleFigure`, `lateFigure`, `finishingSpeed`, `tempo` and `fieldFigure` of the day's rows, then takes the day into the pars. */
  rateDay(races: readonly RatedField[], runs: RunStore): void {
    const timed = races.map((field) => this.timed(field))
    const variants = variantsOf(timed)
    for (const race of timed) this.rate(race, variants.get(variantKey(race.field.race.card)) ?? 0, runs)
    for (const race of timed) this.learn(race, variants.get(variantKey(race.field.race.card)) ?? 0, runs)
    this.pace.endDay()
  }

  private timed(field: RatedField): Timed {
    const { race: { card }, starters, classRating, wetness } = field
    const times = finishTimes(field)
    const ofClass = this.ability.ofClass(worldOf(card), classRating)
    const logTimes: number[] = []
    starters.forEach(({ runner }, i) => { const time = times[i] as number; if (time > 0) logTimes.push(Math.log(time) + this.ability.of(runner, ofClass) / POINTS) })
    const logTime = median(logTimes)
    const par = this.pars.of(card)
    const going = this.goings.of(card, wetness)
    return { field, times, logTime, par, ofClass, going, slower: POINTS * (logTime - par) - going }
  }

  private rate({ field, times, par, going, slower }: Timed, variant: number, runs: RunStore): void {
    const { first, starters } = field
    const off = slower - variant
    const known = Math.abs(off) <= ABSURD
    const onTheDay = Math.exp(par + (going + variant) / POINTS)
    const expected = onTheDay * Math.exp((PACE_SHARE * off) / POINTS)
    let [sum, count] = [0, 0]
    starters.forEach((_, i) => {
      const value = PAR + POINTS * (1 - (times[i] as number) / expected)
      if (!known || Number.isNaN(value) || value > MOST) return
      const figure = Math.max(LEAST, value)
      runs.set(first + i, 'figure', figure)
      sum += figure
      count++
    })
    if (count > 0) starters.forEach((_, i) => runs.set(first + i, 'fieldFigure', sum / count))
    this.pace.rate(field, times, known ? onTheDay : NaN, runs)
  }

  private learn({ field, logTime, par, going, slower }: Timed, variant: number, runs: RunStore): void {
    const { race: { card }, first, starters, wetness, classRating } = field
    if (Number.isNaN(logTime)) return
    this.pars.add(card, Number.isNaN(par) ? logTime : logTime - (going + variant) / POINTS, par)
    if (Math.abs(slower - variant) <= ABSURD) this.goings.add(card, wetness, slower + going)
    this.ability.addRace(worldOf(card), classRating, runs.get(first, 'fieldFigure') - PAR)
    starters.forEach(({ runner }, i) => { const figure = runs.get(first + i, 'figure'); if (!Number.isNaN(figure)) this.ability.add(runner, figure - PAR) })
  }
}

/** By track and day. */
function variantsOf(timed: readonly Timed[]): ReadonlyMap<string, number> {
  const days = new Map<string, number[]>()
  for (const { field, slower } of timed) {
    if (Number.isNaN(slower)) continue
    const key = variantKey(field.race.card)
    const day = days.get(key)
    if (day === undefined) days.set(key, [slower])
    else day.push(slower)
  }
  return new Map([...days].map(([key, slower]) => [key, dayVariant(slower)]))
}
