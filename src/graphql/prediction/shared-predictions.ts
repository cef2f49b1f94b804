import { instant, type Instant } from '../../domain/instant'
import { predictRaces, isModel, type FullPrediction } from '../../usecases/predict-races'
import type { NoPrediction } from '../../usecases/prediction'
import { sharedFeatures } from '../feature/shared-features'
import { publishedIn } from '../live/published'
import type { Scope } from '../read/scope'

export interface AskedOf { readonly raceId: number; readonly start: string; readonly status: string }
export type Outcome = FullPrediction | NoPrediction

const CALLED_OFF: ReadonlySet<string> = new Set(['ABANDONED', 'VOID'])

/** Outcomes by race. Each race is predicted once an operation by a model and as of an instant, however often and under whatever name it is asked for. */
export async function sharedPredictions(scope: Scope, races: readonly AskedOf[], model: string, asOf: Instant | null): Promise<ReadonlyMap<number, Outcome>> {
  const resolved = await scope.models.resolve(model)
  const name = isModel(resolved) ? `${resolved.card.name}@${resolved.card.version}` : model
  const key = `${name} ${asOf ?? 'now'}`
  let known = scope.predictions.get(key)
  if (known === undefined) scope.predictions.set(key, (known = new Map()))
  const found = known
  if (asOf === null && isModel(resolved)) for (const { raceId, status } of races) {
    const published = found.has(raceId) || CALLED_OFF.has(status) ? null : publishedIn(scope, raceId, resolved)
    if (published !== null) found.set(raceId, published)
  }
  const open = [...new Map(races.filter(({ raceId }) => !found.has(raceId)).map((race) => [race.raceId, race])).values()]
  const outcomes = await predictRaces({
    models: { resolve: () => Promise.resolve(resolved), cards: scope.models.cards },
    now: scope.now, historyReady: scope.historyReady, historyBehind: scope.historyBehind, ledger: scope.ledger, opinions: scope.opinions.latest, warn: scope.warn,
    features: async (requests, names) => {
      const features = await sharedFeatures(scope, requests.map(({ raceId, offAt }) => ({ raceId, start: new Date(offAt ?? 0).toISOString() })), names, asOf)
      return requests.map(({ raceId }) => features.get(raceId) ?? null)
    },
  }, open.map(({ raceId, start, status }) => ({ raceId, asOf, offAt: instant(start), calledOff: CALLED_OFF.has(status) })), name)
  open.forEach(({ raceId }, i) => { const outcome = outcomes[i]; if (outcome) found.set(raceId, outcome) })
  return found
}
