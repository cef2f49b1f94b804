import type { RunnerOutcome } from '../../domain/race-outcome'
import type { RatedField } from './run-row'
import type { RunStore } from './run-store'

export const DEBUT_ELO = 1_500
/** Points at which ten to one is expected. */
const SCALE = 400
/** Share of rivals beaten beyond what was expected moves a debutant by so many points, later runs by less and less. */
const FIRST_STEP = 500
const LEAST_STEP = 150
const HALVED_AFTER = 5
/** A rival beaten by so many lengths counts as beaten by the odds of e to 1. */
const LENGTHS = 2

const stepAfter = (runs: number): number => Math.max(LEAST_STEP, FIRST_STEP / (1 + runs / HALVED_AFTER))
const expected = (own: number, rival: number): number => 1 / (1 + 10 ** ((rival - own) / SCALE))

/** Behind everyone that finished. Who fell, was brought down, lost his rider or was disqualified says nothing of how good it is. */
const BEATEN: ReadonlySet<RunnerOutcome['status']> = new Set(['PULLED_UP', 'REFUSED'])
const placeOf = ({ position, status }: RunnerOutcome): number => position ?? (BEATEN.has(status) ? Infinity : NaN)
const lengthsOf = ({ position, beatenLengths }: RunnerOutcome): number => (position === 1 ? 0 : position === null ? NaN : beatenLengths ?? NaN)

/** What a runner took from a rival, 0 to 1: by lengths where both are known, else by who was in front; 0.5 in a dead heat. */
function scored(own: RunnerOutcome, rival: RunnerOutcome): number {
  const gap = lengthsOf(rival) - lengthsOf(own)
  if (!Number.isNaN(gap)) return 1 / (1 + Math.exp(-gap / LENGTHS))
  const [before, after] = [placeOf(own), placeOf(rival)]
  return before === after ? 0.5 : Number(before < after)
}

interface Rated { readonly elo: number; readonly runs: number }
const DEBUTANT: Rated = { elo: DEBUT_ELO, runs: 0 }

/**
 * Rating of each horse by whom it beat, moved after every race: Elo's pairs, all runners of a race against one another at the
 * ratings they had before it. The steps were chosen among a few by how well the rating told the winners of the synthetic
 * season and of Hong Kong; both liked large steps and lengths better than places.
 */
export class EloBook {
  private readonly horses = new Map<number, Rated>()

  /** Fills `elo` and `opposition` of the day's rows. */
  rateDay(races: readonly RatedField[], runs: RunStore): void { for (const race of races) this.rate(race, runs) }

  private rate({ starters, first }: RatedField, runs: RunStore): void {
    const before = starters.map(({ runner }) => this.horses.get(runner.horseId) ?? DEBUTANT)
    const total = before.reduce((sum, { elo }) => sum + elo, 0)
    starters.forEach(({ runner, outcome }, i) => {
      const own = before[i] as Rated
      let beyond = 0
      let rivals = 0
      for (let j = 0; j < starters.length; j++) {
        const rival = (starters[j] as (typeof starters)[number]).outcome
        if (j === i || Number.isNaN(placeOf(outcome)) || Number.isNaN(placeOf(rival))) continue
        beyond += scored(outcome, rival) - expected(own.elo, (before[j] as Rated).elo)
        rivals++
      }
      const after = rivals === 0 ? own : { elo: own.elo + (stepAfter(own.runs) * beyond) / rivals, runs: own.runs + 1 }
      this.horses.set(runner.horseId, after)
      runs.set(first + i, 'elo', after.elo)
      runs.set(first + i, 'opposition', starters.length < 2 ? NaN : (total - own.elo) / (starters.length - 1))
    })
  }
}
