import { defineCategory } from './define'
import { BLINKERS, CHEEK_PIECES, HOOD, TONGUE_TIE, VISOR } from './encode'
import { ownEdge } from './own-rate'
import { impact } from './rates'
import { runSplit } from './run-split'
import type { RunnerView, RunView } from './views'

type Of = (r: RunnerView) => number
/** NaN where no gear of the field is known. */
const known = (compute: Of): Of => (r) => (Number.isNaN(r.gearBits) ? NaN : compute(r))
const wears = (mask: number): Of => known((r) => Number((r.gearBits & mask) !== 0))
const ofKnownGear = (run: RunView): boolean => !Number.isNaN(run.gearBits)
/** Gear worn in the last run where it is known. */
const lastWorn = (r: RunnerView): number => r.past.newest((run) => run.gearBits, ofKnownGear)
const inBlinkers = runSplit((run) => (run.gearBits & BLINKERS) !== 0, 'gearBits')
const inSameGear = runSplit((run, r) => run.gearBits === r.gearBits, 'gearBits')

function countBits(bits: number): number {
  let count = 0
  for (let left = bits; left !== 0; left &= left - 1) count++
  return count
}

const blinkersImpact = impact('blinkers.career', 20)

export const gear = defineCategory('gear', 'What the horse wears, and what is new. Unknown for a whole field where the source tells of no gear in it.', [
  { name: 'gear.blinkers', version: 1, scope: 'runner', unit: 'flag', description: 'Wears blinkers, on one side or both.', missing: { policy: 'trainingMean' }, compute: wears(BLINKERS) },
  { name: 'gear.visor', version: 1, scope: 'runner', unit: 'flag', description: 'Wears a visor.', missing: { policy: 'trainingMean' }, compute: wears(VISOR) },
  { name: 'gear.hood', version: 1, scope: 'runner', unit: 'flag', description: 'Wears a hood.', missing: { policy: 'trainingMean' }, compute: wears(HOOD) },
  { name: 'gear.tongueTie', version: 1, scope: 'runner', unit: 'flag', description: 'Wears a tongue tie.', missing: { policy: 'trainingMean' }, compute: wears(TONGUE_TIE) },
  { name: 'gear.cheekPieces', version: 1, scope: 'runner', unit: 'flag', description: 'Wears cheek pieces.', missing: { policy: 'trainingMean' }, compute: wears(CHEEK_PIECES) },
  { name: 'gear.pieces', version: 1, scope: 'runner', unit: 'count', description: 'Kinds of gear worn.', missing: { policy: 'trainingMean' }, compute: known((r) => countBits(r.gearBits)) },
  { name: 'gear.firstTime', version: 1, scope: 'runner', unit: 'flag', description: 'Wears something for the first time, by the card.', missing: { policy: 'trainingMean' }, compute: known((r) => Number(r.gearFirstBits !== 0)) },
  { name: 'gear.blinkersFirstTime', version: 1, scope: 'runner', unit: 'flag', description: 'Wears blinkers for the first time, by the card.', missing: { policy: 'trainingMean' }, compute: known((r) => Number((r.gearFirstBits & BLINKERS) !== 0)) },
  { name: 'gear.blinkersFirstTimeImpact', version: 1, scope: 'runner', unit: 'ratio', description: 'For first-time blinkers: wins of all horses in them over those of chance, drawn toward 1 by 20 chance wins; 1 for the others.', missing: { policy: 'constant', value: 1 }, inputs: blinkersImpact.inputs, compute: known((r) => ((r.gearFirstBits & BLINKERS) === 0 ? 1 : blinkersImpact.compute(r))) },
  { name: 'gear.removed', version: 1, scope: 'runner', unit: 'flag', description: 'Something worn in the last run is off, by the card or by comparison.', missing: { policy: 'trainingMean' }, inputs: ['past'], compute: known((r) => Number(r.gearRemovedBits !== 0 || (lastWorn(r) & ~r.gearBits) !== 0)) },
  { name: 'gear.blinkersBackOn', version: 1, scope: 'runner', unit: 'flag', description: 'Wears blinkers that it wore before, but not in the last run.', missing: { policy: 'trainingMean' }, inputs: ['past'], compute: known((r) => Number((r.gearBits & BLINKERS) !== 0 && (lastWorn(r) & BLINKERS) === 0 && r.past.split(inBlinkers, r).fitting.runs > 0)) },
  { name: 'gear.blinkersEdge', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of rivals beaten in blinkers less that without, drawn toward 0 by 4 starts; whether worn today or not.', missing: { policy: 'constant', value: 0 }, inputs: ['past'], compute: known(ownEdge(4, inBlinkers).compute) },
  { name: 'gear.sameGearEdge', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of rivals beaten in exactly the gear of today less that in other gear, drawn toward 0 by 4 starts.', missing: { policy: 'constant', value: 0 }, inputs: ['past'], compute: known(ownEdge(4, inSameGear).compute) },
])
