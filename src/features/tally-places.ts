import { RACE_FAMILIES } from './history/families'
import { LAYOUTS } from './history/kept-counters'
import { SLOT_INDEX, SLOTS, type RaceSlot, type Slot, type SlotPlan, type StarterSlot } from './history/lookups'
import { RACE, STARTER, type RaceCounter, type StarterCounter } from './history/tally-columns'

/** What features read of tallies, in the order in which they asked for it: a frame has room for that and no more. */
const asked: { readonly slot: Slot; readonly counter: number }[] = []
const places = new Map<string, number>()

/** Where a counter of a tally will stand, to be read by `RunnerView.tally`. Asked for when features are defined. */
export function tallyPlace(slot: StarterSlot, counter: StarterCounter): number
export function tallyPlace(slot: RaceSlot, counter: RaceCounter): number
export function tallyPlace(slot: StarterSlot | RaceSlot, counter: StarterCounter | RaceCounter): number {
  const name = `${slot} ${counter}`
  let place = places.get(name)
  if (place === undefined) {
    const { family } = SLOTS[SLOT_INDEX[slot]] as SlotPlan
    const index = ((family in RACE_FAMILIES ? RACE : STARTER) as Readonly<Record<string, number>>)[counter] as number
    if ((LAYOUTS[family].places[index] as number) < 0) throw new Error(`${family} keeps no ${counter}: add it in history/kept-counters.ts`)
    place = asked.push({ slot, counter: index }) - 1
    places.set(name, place)
  }
  return place
}

/** Numbers that a runner takes in `Frame.tallies`. */
export const tallyRoom = (): number => asked.length

/** Whose counter stands there. */
export const slotAt = (place: number): Slot => (asked[place] as (typeof asked)[number]).slot

/** Of one slot: counter, place, counter, place ... */
export const picksOf = (slot: Slot): Int32Array => Int32Array.from(asked.flatMap((one, place) => (one.slot === slot ? [one.counter, place] : [])))
