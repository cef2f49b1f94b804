import { marketAsOf, raceAsOf, type RaceAsOf } from '../domain/as-of'
import { dayOf, type Instant } from '../domain/instant'
import type { Input } from '../features/define'
import { contextsOf, FrameBuilder, type Frame } from '../features/frame'
import type { KnownHistory } from '../features/history/known-history'
import { LoadedHistory, totalsName, type TotalsKey } from '../features/history/loaded-history'
import { LOOKUPS, SLOTS, type Slot, type SlotPlan } from '../features/history/lookups'
import type { Key, StarterContext } from '../features/history/families'
import type { FeatureReader, RaceFacts } from './ports'

/** A race and the instant that is asked about. Card and history are seen as of it or of the off, whichever is earlier; the market as of it. */
export interface AskedRace { readonly facts: RaceFacts; readonly asOf: Instant }
/** Races of one day of history. `places[r]` says which of the races asked for race `r` of the frame is. */
export interface LoadedFrame { readonly frame: Frame; readonly places: readonly number[] }

/** The instant at which card and history are seen. */
export const seenAt = ({ facts: { card }, asOf }: AskedRace): Instant => Math.min(asOf, card.offAt) as Instant

/** Slots whose keys tell where a horse stands in its career, which its lines say. */
const BY_CAREER: ReadonlySet<string> = new Set(['trainerSpell', 'sireDebut', 'freshness', 'lastJockey'])
const isSlot = (input: Input): input is Slot => input !== 'past' && input !== 'trials' && input !== 'market'
/** What is read for these inputs; nothing for a card alone. */
export const needsOf = (inputs: ReadonlySet<Input>): { readonly slots: readonly SlotPlan[]; readonly past: boolean; readonly trials: boolean; readonly market: boolean } => {
  const asked = new Set([...inputs].filter(isSlot))
  const slots = SLOTS.filter(({ slot }) => asked.has(slot))
  return { slots, past: inputs.has('past') || slots.some(({ lookup }) => BY_CAREER.has(lookup)), trials: inputs.has('trials'), market: inputs.has('market') }
}

/** Every sum that the slots need of the races' runners, once. */
export function totalsKeys(races: readonly RaceAsOf<KnownHistory>[], slots: readonly SlotPlan[]): readonly TotalsKey[] {
  const keys = new Map<string, TotalsKey>()
  const add = (key: TotalsKey): void => { keys.set(totalsName(key), key) }
  for (const race of races) {
    const { day } = race.history
    for (const context of contextsOf(race)) {
      for (const { lookup, family, days } of slots) {
        const key = (LOOKUPS[lookup].key as (context: StarterContext) => Key)(context)
        if (key === null) continue
        add({ family, key, day })
        if (days !== null) add({ family, key, day: day - days })
      }
    }
  }
  return [...keys.values()]
}

const byDay = (races: readonly AskedRace[]): ReadonlyMap<number, readonly number[]> => {
  const days = new Map<number, number[]>()
  races.forEach((race, i) => {
    const day = dayOf(seenAt(race))
    const places = days.get(day)
    if (places === undefined) days.set(day, [i])
    else places.push(i)
  })
  return days
}

const horsesIn = (races: readonly AskedRace[]): readonly number[] => [...new Set(races.flatMap(({ facts }) => facts.card.runners.map(({ horseId }) => horseId)))]

/**
 * Reads what features with these `inputs` need of the races and makes frames of them, one for each UTC day: a statement
 * for the lines of the horses, one for the sums, and neither when nothing asks for it.
 */
export async function loadFrames(reader: Pick<FeatureReader, 'lines' | 'totals'>, races: readonly AskedRace[], inputs: ReadonlySet<Input>): Promise<readonly LoadedFrame[]> {
  const { slots, past, trials } = needsOf(inputs)
  const totals = new Map<string, Float64Array>()
  const placesOf = [...byDay(races)]
  const horses = past || trials ? placesOf.flatMap(([day, places]) => horsesIn(places.map((place) => races[place] as AskedRace)).map((horseId) => ({ horseId, day }))) : []
  const lines = horses.length === 0 ? [] : await reader.lines(horses, { trials })
  const days = placesOf.map(([day, places]) => {
    const history = new LoadedHistory(day, lines.filter((one) => one.day === day), totals)
    return places.map((place) => { const asked = races[place] as AskedRace; return { place, asked, race: raceAsOf<KnownHistory>(asked.facts.card, history, seenAt(asked)) } })
  })
  const keys = totalsKeys(days.flat().map(({ race }) => race), slots)
  if (keys.length > 0) for (const [name, sums] of await reader.totals(keys)) totals.set(name, sums)
  const filled = new Set(slots.map(({ slot }) => slot))
  return days.map((seen) => {
    const builder = new FrameBuilder(filled)
    for (const { race, asked: { facts, asOf } } of seen) builder.add({ race, market: marketAsOf(facts.market, facts.card.offAt, asOf) })
    return { frame: builder.finish(), places: seen.map(({ place }) => place) }
  })
}
