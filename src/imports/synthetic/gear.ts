import type { Rng } from './prng'
import { rngFor } from './prng'
import type { Career } from './career'
import type { Trainer } from './people'

/** A piece of gear declared for one run; codes are those of domain/gear. */
export interface GearPlan { readonly code: string; readonly firstTime: boolean; readonly removed: boolean }

const USUAL: readonly (readonly [string, number])[] = [['TT', 0.2], ['XB', 0.14], ['SR', 0.08], ['P', 0.07], ['E', 0.1]]

/** The gear that a horse always wears. */
const usualGear = (seed: string, career: Career): GearPlan[] => {
  const rng = rngFor(seed, 'gear', career.horse.sourceId)
  return USUAL.filter(([, share]) => rng.chance(share)).map(([code]) => ({ code, firstTime: career.starts === 0, removed: false }))
}

/** Gear for the next run: blinkers go on after a run of poor ones and come off again when they do not help. Changes the career. */
export const declareGear = (seed: string, career: Career, rng: Rng): GearPlan[] => {
  const gear = usualGear(seed, career)
  const tryBlinkers = !career.blinkersOn && career.starts > 2 && rng.chance(career.flops >= 2 ? 0.28 : 0.02)
  const takeOff = career.blinkersOn && career.flops >= 3 && rng.chance(0.4)
  if (takeOff) {
    career.blinkersOn = false
    return [...gear, { code: 'B', firstTime: false, removed: true }]
  }
  if (!tryBlinkers) return career.blinkersOn ? [...gear, { code: 'B', firstTime: false, removed: false }] : gear
  const firstTime = !career.blinkersEver
  career.blinkersOn = true
  career.blinkersEver = true
  career.flops = 0
  return [...gear, { code: 'B', firstTime, removed: false }]
}

/** Hidden: points that the declared gear is worth. Only blinkers move a horse; the first time most. */
export const gearPoints = (career: Career, trainer: Trainer, gear: readonly GearPlan[]): number => {
  const blinkers = gear.find((g) => g.code === 'B' && !g.removed)
  if (blinkers === undefined) return 0
  return career.horse.blinkers + (blinkers.firstTime ? 1.8 + trainer.blinkersFirst : 0)
}
