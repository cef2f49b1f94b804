import { defineCategory } from './define'
import { distanceBand } from './encode'
import { WET_FROM } from '../domain/going-scale'
import type { StarterSlot } from './history/lookups'
import type { Computed } from './own-rate'
import { everyRun, onSurface, onWet, runSplit } from './run-split'
import { RunSums } from './run-sums'
import { tallyPlace } from './tally-places'
import type { RunnerView } from './views'

type Sum = 'wins' | 'beaten'
interface Group { readonly slot: StarterSlot; /** The horse's own runs that were counted in the slot. */ readonly own: (r: RunnerView) => RunSums; readonly prior: number }

const BASE = 'everyone.career'
const BASE_STARTS = tallyPlace(BASE, 'starts')
const sameBand = runSplit((run, r) => distanceBand(run.distanceM) === distanceBand(r.race.distanceM))
const NONE = new RunSums()
const none = (): RunSums => NONE
const all = (r: RunnerView): RunSums => r.past.split(everyRun, r).fitting
const inBand = (r: RunnerView): RunSums => r.past.split(sameBand, r).fitting
const wet = (r: RunnerView): RunSums => r.past.split(onWet, r).fitting
const dry = (r: RunnerView): RunSums => r.past.split(onWet, r).others
const onGround = (r: RunnerView): RunSums => (r.race.wetness >= WET_FROM ? wet(r) : dry(r))
const sameSurface = (r: RunnerView): RunSums => r.past.split(onSurface, r).fitting

/** Rate of the relatives, drawn toward `base`: the horse's own runs, which are counted under its sire and dam too, are taken out. */
function relatives({ slot, own, prior }: Group, sum: Sum): (r: RunnerView, base: number) => number {
  const [startsAt, sumAt] = [tallyPlace(slot, 'starts'), tallyPlace(slot, sum)]
  return (r, base) => { const self = own(r); return (r.tally(sumAt) - self[sum] + prior * base) / (r.tally(startsAt) - self.runs + prior) }
}

/** Rate of the relatives in the last group, drawn toward that of the group before it, and so on down to all runners. NaN where the parent is unknown. */
const progeny = (sum: Sum, ...groups: readonly Group[]): Computed => {
  const levels = groups.map((group) => relatives(group, sum))
  const baseAt = tallyPlace(BASE, sum)
  return {
    inputs: ['past', BASE, ...groups.map(({ slot }) => slot)],
    compute: (r) => { let rate = r.tally(baseAt) / r.tally(BASE_STARTS); for (const level of levels) rate = level(r, rate); return rate },
  }
}
const progenyStarts = (slot: StarterSlot): Computed => {
  const place = tallyPlace(slot, 'starts')
  return { inputs: ['past', slot], compute: (r) => Math.log1p(r.tally(place) - r.past.count) }
}

const sire: Group = { slot: 'sire.career', own: all, prior: 60 }
const damSire: Group = { slot: 'damSire.career', own: all, prior: 60 }
const [wetRate, dryRate] = [progeny('beaten', sire, { slot: 'sireWet.career', own: wet, prior: 80 }), progeny('beaten', sire, { slot: 'sireDry.career', own: dry, prior: 80 })]

/**
 * A pedigree says what to expect before a horse has shown itself, so its own runs do not count here: what the relatives
 * did, no more. Sources may know the pedigree of those that stayed long in training only, so nothing tells that it is missing.
 */
export const pedigree = defineCategory('pedigree', 'What the other progeny of its sire, of its dam\'s sire and of its dam have done.', [
  { name: 'pedigree.sireWinRate', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of the starts of the sire\'s other progeny that were won, drawn toward the base rate by 60 starts.', missing: { policy: 'fieldMean' }, ...progeny('wins', sire) },
  { name: 'pedigree.sireBeatenShare', version: 1, scope: 'runner', unit: 'ratio', description: 'Mean share of rivals beaten by the sire\'s other progeny, drawn toward the base rate by 60 starts.', missing: { policy: 'fieldMean' }, ...progeny('beaten', sire) },
  { name: 'pedigree.sireAtDistance', version: 1, scope: 'runner', unit: 'ratio', description: 'Mean share of rivals beaten by the sire\'s other progeny in the band of distance, drawn by 80 starts toward that at all distances.', missing: { policy: 'fieldMean' }, ...progeny('beaten', sire, { slot: 'sireDistance.career', own: inBand, prior: 80 }) },
  { name: 'pedigree.sireOnGround', version: 1, scope: 'runner', unit: 'ratio', description: 'Mean share of rivals beaten by the sire\'s other progeny on ground as today\'s, wet or dry, drawn by 80 starts toward that on any ground.', missing: { policy: 'fieldMean' }, ...progeny('beaten', sire, { slot: 'sireGround.career', own: onGround, prior: 80 }) },
  { name: 'pedigree.sireWetLessDry', version: 1, scope: 'runner', unit: 'ratio', description: 'Mean share of rivals beaten by the sire\'s other progeny on wet ground less that on dry, each drawn by 80 starts toward that on any.', missing: { policy: 'fieldMean' }, inputs: [...wetRate.inputs, ...dryRate.inputs], compute: (r) => wetRate.compute(r) - dryRate.compute(r) },
  { name: 'pedigree.sireOnSurface', version: 1, scope: 'runner', unit: 'ratio', description: 'Mean share of rivals beaten by the sire\'s other progeny on the surface, drawn by 80 starts toward that on any.', missing: { policy: 'fieldMean' }, ...progeny('beaten', sire, { slot: 'sireSurface.career', own: sameSurface, prior: 80 }) },
  { name: 'pedigree.sireAtDebut', version: 1, scope: 'runner', unit: 'ratio', description: 'Mean share of rivals beaten by the sire\'s progeny at their debuts, drawn by 40 debuts toward that in all starts; missing unless it is a debut.', missing: { policy: 'trainingMean' }, ...progeny('beaten', sire, { slot: 'sireDebut.career', own: none, prior: 40 }) },
  { name: 'pedigree.damSireWinRate', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of the starts of other progeny of the dam\'s sire\'s daughters that were won, drawn toward the base rate by 60 starts.', missing: { policy: 'fieldMean' }, ...progeny('wins', damSire) },
  { name: 'pedigree.damSireAtDistance', version: 1, scope: 'runner', unit: 'ratio', description: 'Mean share of rivals beaten by other progeny of the dam\'s sire\'s daughters in the band of distance, drawn by 80 starts toward that at all distances.', missing: { policy: 'fieldMean' }, ...progeny('beaten', damSire, { slot: 'damSireDistance.career', own: inBand, prior: 80 }) },
  { name: 'pedigree.damSireOnGround', version: 1, scope: 'runner', unit: 'ratio', description: 'Mean share of rivals beaten by other progeny of the dam\'s sire\'s daughters on ground as today\'s, wet or dry, drawn by 80 starts toward that on any.', missing: { policy: 'fieldMean' }, ...progeny('beaten', damSire, { slot: 'damSireGround.career', own: onGround, prior: 80 }) },
  { name: 'pedigree.damBeatenShare', version: 1, scope: 'runner', unit: 'ratio', description: 'Mean share of rivals beaten by brothers and sisters out of the dam, drawn toward the base rate by 20 starts.', missing: { policy: 'fieldMean' }, ...progeny('beaten', { slot: 'dam.career', own: all, prior: 20 }) },
  { name: 'pedigree.sireStarts', version: 1, scope: 'runner', unit: 'index', description: 'Earlier starts of the sire\'s other progeny, ln(1 + n).', missing: { policy: 'fieldMean' }, ...progenyStarts('sire.career') },
  { name: 'pedigree.damStarts', version: 1, scope: 'runner', unit: 'index', description: 'Earlier starts of brothers and sisters out of the dam, ln(1 + n).', missing: { policy: 'fieldMean' }, ...progenyStarts('dam.career') },
])
