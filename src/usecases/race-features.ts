import { dayOf, type Instant } from '../domain/instant'
import { computeFeatures, type FeatureColumns } from '../features/compute'
import { FEATURE_SET, inputsOf, withSources, type FeatureName } from '../features/registry'
import { loadFrames, needsOf, seenAt, type AskedRace } from './load-race-frame'
import type { FeatureReader, StoredVectors } from './ports'

export interface RaceFeatures {
  readonly raceId: number
  /** The instant at which card and history are seen: never after the off. */
  readonly asOf: Instant
  /** The instant at which the market is seen. */
  readonly marketAt: Instant
  readonly featureSet: string
  /** Runners that were to start at `asOf`, ascending. */
  readonly runnerIds: readonly number[]
  /** One value a runner, in the order of `runnerIds`; NaN where unknown. At least the features asked for. */
  readonly columns: FeatureColumns
  /** Read as stored, not computed for this question. */
  readonly stored: boolean
}
export interface RaceInstant { readonly raceId: number; readonly asOf: Instant }
export interface RaceRequest {
  readonly raceId: number
  /** Null for now. */
  readonly asOf: Instant | null
  /** Scheduled start, where it is at hand: without it nothing is read from the store. */
  readonly offAt: Instant | null
}

/**
 * Features of races, computed from what was known at their instants; null for a race that does not exist. An instant
 * after the off is that of the off, except for the market. Abandoned and void races have features too: nothing in them
 * tells what became of the race.
 */
export async function computeRaceFeatures(reader: FeatureReader, requests: readonly RaceInstant[], names: Iterable<FeatureName>): Promise<readonly (RaceFeatures | null)[]> {
  const { market } = needsOf(inputsOf(withSources(names)))
  const found: (RaceFeatures | null)[] = requests.map(() => null)
  const asked: (AskedRace & { readonly request: number })[] = []
  for (const round of roundsOf(requests, market)) {
    const raceIds = [...new Set(round.map(({ raceId }) => raceId))]
    const instants = new Map(round.map(({ raceId, asOf }) => [raceId, asOf]))
    const facts = await reader.races(raceIds, market ? { market, before: raceIds.map((id) => instants.get(id) as Instant) } : { market })
    const known = new Map(facts.flatMap((race) => (race === null ? [] : [[race.card.raceId, race] as const])))
    for (const { raceId, asOf, request } of round) {
      const race = known.get(raceId)
      if (race !== undefined) asked.push({ facts: race, asOf, request })
    }
  }
  const computed = await computeAskedRaces(reader, asked, names)
  asked.forEach(({ request }, i) => { found[request] = computed[i] as RaceFeatures })
  return found
}

type Numbered = RaceInstant & { readonly request: number }
/** Requests that are read together: with the market, a race has one instant in each round. */
function roundsOf(requests: readonly RaceInstant[], market: boolean): readonly (readonly Numbered[])[] {
  const rounds: Numbered[][] = []
  const instants = new Map<number, Instant[]>()
  requests.forEach(({ raceId, asOf }, request) => {
    const known = instants.get(raceId) ?? []
    instants.set(raceId, known)
    if (!known.includes(asOf)) known.push(asOf)
    const round = market ? known.indexOf(asOf) : 0
    ;(rounds[round] ??= []).push({ raceId, asOf, request })
  })
  return rounds
}

/** The same of races whose cards are at hand, as they are or as they might be; several of one race share what is read of its history. */
export async function computeAskedRaces(reader: Pick<FeatureReader, 'lines' | 'totals'>, asked: readonly AskedRace[], names: Iterable<FeatureName>): Promise<readonly RaceFeatures[]> {
  const features = withSources(names)
  const found: RaceFeatures[] = []
  for (const { frame, places } of await loadFrames(reader, asked, inputsOf(features))) {
    const columns = computeFeatures(frame, features)
    places.forEach((place, r) => {
      const one = asked[place] as AskedRace
      const runners = inOrder(frame.runnerIds, frame.raceStart[r] as number, frame.raceStart[r + 1] as number)
      found[place] = {
        raceId: one.facts.card.raceId, asOf: seenAt(one), marketAt: one.asOf, featureSet: FEATURE_SET, stored: false,
        runnerIds: runners.map((i) => frame.runnerIds[i] as number),
        columns: new Map([...columns].map(([name, values]) => [name, Float64Array.from(runners, (i) => values[i] as number)])),
      }
    })
  }
  return found
}

/** Places `from`..`to`, by the runner that stands there. */
const inOrder = (runnerIds: readonly number[], from: number, to: number): readonly number[] =>
  Array.from({ length: to - from }, (_, i) => from + i).sort((a, b) => (runnerIds[a] as number) - (runnerIds[b] as number))

/**
 * The same, without an instant as of now and then as stored where what is stored still holds: nothing changed since, and
 * the day of history is the same. Prices that a result gives are in what was stored after the off alone.
 */
export async function raceFeatures(reader: FeatureReader, requests: readonly RaceRequest[], names: readonly FeatureName[], now: Instant): Promise<readonly (RaceFeatures | null)[]> {
  const features = withSources(names)
  const kind: Kind = { ofMarket: inputsOf(features).has('market'), ages: features.some((feature) => feature.ages === true) }
  const storable = requests.flatMap(({ raceId, asOf, offAt }, i) => (asOf === null && offAt !== null ? [{ raceId, offAt, i }] : []))
  const stored = storable.length === 0 ? [] : await reader.vectors(storable.map(({ raceId }) => raceId), names)
  const found = new Map<number, RaceFeatures>()
  storable.forEach(({ offAt, i }, s) => {
    const vectors = stored[s]
    if (vectors && holds(vectors, offAt, now, kind)) found.set(i, fromStore(vectors, offAt))
  })
  const open = requests.flatMap(({ raceId, asOf }, i) => (found.has(i) ? [] : [{ raceId, asOf: asOf ?? now, i }]))
  const computed = await computeRaceFeatures(reader, open, names)
  open.forEach(({ i }, c) => { const one = computed[c]; if (one) found.set(i, one) })
  return requests.map((_, i) => found.get(i) ?? null)
}

/** Whether any of the features looks at earlier runs. */
export const looksBack = (names: Iterable<FeatureName>): boolean => [...inputsOf(withSources(names))].some((input) => input !== 'market')

interface Kind { readonly ofMarket: boolean; readonly ages: boolean }
/** How long a stored value is good that moves with the clock alone. */
const AGES_MS = 60_000

function holds({ stale, asOf, marketMoved }: StoredVectors, offAt: Instant, now: Instant, { ofMarket, ages }: Kind): boolean {
  if (stale || asOf > now) return false
  if (asOf > offAt) return true
  if (ofMarket && marketMoved === true) return false
  if (ages && now - asOf > AGES_MS) return false
  return now > offAt ? !ofMarket && dayOf(asOf) === dayOf(offAt) : dayOf(asOf) === dayOf(now)
}
const fromStore = ({ raceId, asOf, runnerIds, columns }: StoredVectors, offAt: Instant): RaceFeatures =>
  ({ raceId, asOf: Math.min(asOf, offAt) as Instant, marketAt: asOf, featureSet: FEATURE_SET, runnerIds, columns, stored: true })
