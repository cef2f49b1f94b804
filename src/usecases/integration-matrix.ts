import { CATEGORIES, categoryOf, type FeatureCategory } from '../features/registry'
import { categoriesOf } from '../integration/rules'
import type { FeaturePart, IntegrationMatrix, MatrixCell, RaceExplanation, RulePart, RunnerExplanation } from './explanation'
import { featureWords } from './feature-words'

const NAMES: readonly FeatureCategory[] = CATEGORIES.map(({ category }) => category)
const PLACE: ReadonlyMap<FeatureCategory, number> = new Map(NAMES.map((name, at) => [name, at]))
const SIDE = NAMES.length
/** A cell and its mirror image count as one: the lower of the two places. */
const cellAt = (a: number, b: number): number => Math.min(a, b) * SIDE + Math.max(a, b)

/** Pairs of places that the categories of a rule make: three of three categories, each with a third of what the rule does. */
function pairsOf(rule: RulePart['rule']): readonly number[] {
  const places = categoriesOf(rule).map((category) => PLACE.get(category) as number)
  return places.flatMap((a, i) => places.slice(i + 1).map((b) => cellAt(a, b)))
}

/** What stands in a cell: numbers a runner, nats. */
class Sums {
  /** What is in favour less what is against, and both together. */
  readonly net: Float64Array
  readonly size: Float64Array
  /** What it changes in scores. */
  readonly effect: Float64Array
  most = 0
  weightiest: RulePart | FeaturePart | null = null
  constructor(field: number) { [this.net, this.size, this.effect] = [new Float64Array(field), new Float64Array(field), new Float64Array(field)] }

  /** `counts`: may give the reason. */
  add(row: number, strength: number, effect: number, part: RulePart | FeaturePart, counts: boolean): void {
    const size = Math.abs(strength)
    this.net[row] = (this.net[row] as number) + strength
    this.size[row] = (this.size[row] as number) + size
    this.effect[row] = (this.effect[row] as number) + effect
    if (counts && size > this.most) { this.most = size; this.weightiest = part }
  }
}

/**
 * How categories work on each other in a race: off the diagonal what rules say of its runners, on it what features do. Means over the runners, or of
 * `runnerId` alone; whom a cell favours and hinders is told of the whole race. Sums of what `explainRace` has, nothing is computed anew.
 * @throws RangeError for a runner that is not in the explanation
 */
export function integrationMatrix({ prediction: { raceId }, runners }: RaceExplanation, runnerId: number | null = null): IntegrationMatrix {
  const asked = runnerId === null ? null : runners.findIndex((one) => one.runnerId === runnerId)
  if (asked === -1) throw new RangeError(`runner ${String(runnerId)} is not in race ${raceId} as it was explained`)
  const cells = new Map<number, Sums>()
  const sumsAt = (at: number): Sums => { let sums = cells.get(at); if (sums === undefined) cells.set(at, (sums = new Sums(runners.length))); return sums }
  runners.forEach(({ rules, features }, row) => {
    const counts = asked === null || asked === row
    for (const part of rules) {
      const pairs = pairsOf(part.rule)
      for (const at of pairs) sumsAt(at).add(row, part.strength / pairs.length, part.effect / pairs.length, part, counts)
    }
    for (const part of features) { const place = PLACE.get(categoryOf(part.feature)) as number; sumsAt(cellAt(place, place)).add(row, part.effect, part.effect, part, counts) }
  })
  const made = new Map([...cells].map(([at, sums]) => [at, cellOf(sums, runners, asked)]))
  return { raceId, categories: NAMES, cells: NAMES.flatMap((row, a) => NAMES.map((column, b): MatrixCell => ({ row, column, ...(made.get(cellAt(a, b)) ?? SILENT) }))) }
}
const SILENT: Omit<MatrixCell, 'row' | 'column'> = { strength: 0, direction: 0, effect: 0, favours: null, hinders: null, reason: null }

function cellOf({ net, size, effect, weightiest }: Sums, runners: readonly RunnerExplanation[], asked: number | null): Omit<MatrixCell, 'row' | 'column'> {
  const meant = (nats: Float64Array): number => (asked === null ? nats.reduce((sum, one) => sum + Math.abs(one), 0) / nats.length : Math.abs(nats[asked] as number))
  if (size.every((one) => one === 0)) return { ...SILENT, effect: meant(effect) }
  const [best, worst] = [placeOf(net, Math.max(...net)), placeOf(net, Math.min(...net))]
  const told = asked ?? best
  return {
    strength: meant(size), direction: size[told] === 0 ? 0 : (net[told] as number) / (size[told] as number), effect: meant(effect),
    favours: runners[best]?.runnerId ?? null, hinders: runners[worst]?.runnerId ?? null, reason: weightiest === null ? null : reasonOf(weightiest),
  }
}
const placeOf = (nats: Float64Array, value: number): number => nats.findIndex((one) => one === value)
const reasonOf = (part: RulePart | FeaturePart): string => ('rule' in part ? `${part.rule.title}: ${part.said}.` : `${featureWords(part)}.`)
