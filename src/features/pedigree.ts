import { defineCategory } from './define'
import { distanceBand } from './encode'
import { WET } from './history/families'
import type { StarterSlot } from './history/lookups'
import type { Computed } from './own-rate'
import { tallyPlace } from './tally-places'
import type { RunnerView, RunView } from './views'

type Fits = (run: RunView, runner: RunnerView) => boolean
type Sum = 'wins' | 'beaten'
interface Group { readonly slot: StarterSlot; /** Which of the horse's own runs were counted in the slot. */ readonly fits: Fits; readonly prior: number }

const BASE = 'everyone.career'
const BASE_STARTS = tallyPlace(BASE, 'starts')
const all: Fits = () => true
const inBand: Fits = (run, r) => distanceBand(run.distanceM) === distanceBand(r.race.distanceM)
const wet: Fits = (run) => run.wetness >= WET
const dry: Fits = (run) => run.wetness < WET
const onGround: Fits = (run, r) => (r.race.wetness >= WET ? wet(run, r) : dry(run, r))
const onSurface: Fits = (run, r) => run.surface === r.race.surface

/** Starts and a sum of the relatives: the horse's own runs, which are counted under its sire and dam too, are taken out. */
function relatives({ slot, fits }: Group, sum: Sum): (r: RunnerView) => { readonly starts: number; readonly sum: number } {
  const [startsAt, sumAt] = [tallyPlace(slot, 'starts'), tallyPlace(slot, sum)]
  return (r) => {
    let [starts, total] = [r.tally(startsAt), r.tally(sumAt)]
    r.past.each((run) => {
      if (!fits(run, r)) return
      starts--
      const value = sum === 'wins' ? run.won : run.beaten
      if (!Number.isNaN(value)) total -= value
    })
    return { starts, sum: total }
  }
}

/** Rate of the relatives in the last group, drawn toward that of the group before it, and so on down to all runners. NaN where the parent is unknown. */
const progeny = (sum: Sum, ...groups: readonly Group[]): Computed => {
  const levels = groups.map((group) => ({ of: relatives(group, sum), prior: group.prior }))
  const baseAt = tallyPlace(BASE, sum)
  return {
    inputs: ['past', BASE, ...groups.map(({ slot }) => slot)],
    compute: (r) => levels.reduce((rate, { of, prior }) => { const counted = of(r); return (counted.sum + prior * rate) / (counted.starts + prior) }, r.tally(baseAt) / r.tally(BASE_STARTS)),
  }
}
const progenyStarts = (slot: StarterSlot): Computed => {
  const place = tallyPlace(slot, 'starts')
  return { inputs: ['past', slot], compute: (r) => Math.log1p(r.tally(place) - r.past.count) }
}

const sire: Group = { slot: 'sire.career', fits: all, prior: 60 }
const damSire: Group = { slot: 'damSire.career', fits: all, prior: 60 }
const [onWet, onDry] = [progeny('beaten', sire, { slot: 'sireWet.career', fits: wet, prior: 80 }), progeny('beaten', sire, { slot: 'sireDry.career', fits: dry, prior: 80 })]

/**
 * A pedigree says what to expect before a horse has shown itself, so its own runs do not count here: what the relatives
 * did, no more. Sources may know the pedigree of those that stayed long in training only, so nothing tells that it is missing.
 */
export const pedigree = defineCategory('pedigree', 'What the other progeny of its sire, of its dam\'s sire and of its dam have done.', [
  { name: 'pedigree.sireWinRate', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of the starts of the sire\'s other progeny that were won, drawn toward the base rate by 60 starts.', missing: { policy: 'fieldMean' }, ...progeny('wins', sire) },
  { name: 'pedigree.sireBeatenShare', version: 1, scope: 'runner', unit: 'ratio', description: 'Mean share of rivals beaten by the sire\'s other progeny, drawn toward the base rate by 60 starts.', missing: { policy: 'fieldMean' }, ...progeny('beaten', sire) },
  { name: 'pedigree.sireAtDistance', version: 1, scope: 'runner', unit: 'ratio', description: 'The same in the band of distance, drawn by 80 starts toward that at all distances.', missing: { policy: 'fieldMean' }, ...progeny('beaten', sire, { slot: 'sireDistance.career', fits: inBand, prior: 80 }) },
  { name: 'pedigree.sireOnGround', version: 1, scope: 'runner', unit: 'ratio', description: 'The same on ground as today\'s, wet or dry, drawn by 80 starts toward that on any ground.', missing: { policy: 'fieldMean' }, ...progeny('beaten', sire, { slot: 'sireGround.career', fits: onGround, prior: 80 }) },
  { name: 'pedigree.sireWetLessDry', version: 1, scope: 'runner', unit: 'ratio', description: 'Mean share of rivals beaten by the sire\'s other progeny on wet ground less that on dry, each drawn by 80 starts toward that on any.', missing: { policy: 'fieldMean' }, inputs: [...onWet.inputs, ...onDry.inputs], compute: (r) => onWet.compute(r) - onDry.compute(r) },
  { name: 'pedigree.sireOnSurface', version: 1, scope: 'runner', unit: 'ratio', description: 'Mean share of rivals beaten by the sire\'s other progeny on the surface, drawn by 80 starts toward that on any.', missing: { policy: 'fieldMean' }, ...progeny('beaten', sire, { slot: 'sireSurface.career', fits: onSurface, prior: 80 }) },
  { name: 'pedigree.sireAtDebut', version: 1, scope: 'runner', unit: 'ratio', description: 'Mean share of rivals beaten by the sire\'s progeny at their debuts, drawn by 40 debuts toward that in all starts; missing unless it is a debut.', missing: { policy: 'trainingMean' }, ...progeny('beaten', sire, { slot: 'sireDebut.career', fits: () => false, prior: 40 }) },
  { name: 'pedigree.damSireWinRate', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of the starts of other progeny of the dam\'s sire\'s daughters that were won, drawn toward the base rate by 60 starts.', missing: { policy: 'fieldMean' }, ...progeny('wins', damSire) },
  { name: 'pedigree.damSireAtDistance', version: 1, scope: 'runner', unit: 'ratio', description: 'Mean share of rivals that they beat in the band of distance, drawn by 80 starts toward that at all distances.', missing: { policy: 'fieldMean' }, ...progeny('beaten', damSire, { slot: 'damSireDistance.career', fits: inBand, prior: 80 }) },
  { name: 'pedigree.damSireOnGround', version: 1, scope: 'runner', unit: 'ratio', description: 'Mean share of rivals that they beat on ground as today\'s, wet or dry, drawn by 80 starts toward that on any.', missing: { policy: 'fieldMean' }, ...progeny('beaten', damSire, { slot: 'damSireGround.career', fits: onGround, prior: 80 }) },
  { name: 'pedigree.damBeatenShare', version: 1, scope: 'runner', unit: 'ratio', description: 'Mean share of rivals beaten by brothers and sisters out of the dam, drawn toward the base rate by 20 starts.', missing: { policy: 'fieldMean' }, ...progeny('beaten', { slot: 'dam.career', fits: all, prior: 20 }) },
  { name: 'pedigree.sireStarts', version: 1, scope: 'runner', unit: 'index', description: 'Earlier starts of the sire\'s other progeny, ln(1 + n).', missing: { policy: 'fieldMean' }, ...progenyStarts('sire.career') },
  { name: 'pedigree.damStarts', version: 1, scope: 'runner', unit: 'index', description: 'Earlier starts of brothers and sisters out of the dam, ln(1 + n).', missing: { policy: 'fieldMean' }, ...progenyStarts('dam.career') },
])
