import type { Instant } from '../../domain/instant'
import type { PredictionEvent } from '../../domain/live-event'
import { isModel } from '../../usecases/predict-races'
import type { LiveRaces } from '../../usecases/live/live-races'
import type { LoadedModels } from '../../usecases/prediction'
import type { PredictionAsked } from './subscription-args'
import type { Told, Topic } from './topic'

/** What was told of a race last: chances that changes are measured from, by runner, and at which each last changed by enough. */
interface Kept { readonly base: ReadonlyMap<number, number>; readonly changedAt: ReadonlyMap<number, number>; readonly sequence: number; readonly model: string }

/** Predictions of races by one model, a key each. An alias is looked up each time: what it points at is told. */
export function createPredictionTopic({ raceIds, model, minChange }: PredictionAsked, live: Pick<LiveRaces, 'race'>, models: Pick<LoadedModels, 'resolve'>, now: () => Instant): Topic {
  const races = new Set(raceIds)
  const kept = new Map<string, Kept>()
  const least = minChange ?? 0
  const counts = (before: number | undefined, chance: number): boolean => before === undefined || (before !== chance && Math.abs(chance - before) >= least - 1e-12)

  const made = (key: string, raceId: number, name: string): Told => {
    const state = live.race(raceId)
    const [at, sequence] = [now(), state?.sequence ?? 0]
    return {
      key, raceId, marketId: null, sequence, receivedAt: at, news: false, as: 'asked', changedAt: () => sequence, commit: () => undefined,
      update: { kind: 'prediction', raceId, sequence, at, receivedAt: at, predictions: new Map(), event: null, model: name },
    }
  }
  const published = (key: string, name: string, event: PredictionEvent): Told => {
    const { raceId, sequence, at, receivedAt, prediction: { runnerIds, chances } } = event
    const known = kept.get(key)
    const before = known?.model === name ? known : undefined
    const now = new Map(runnerIds.map((id, i) => [id, chances[i] as number]))
    const changed = runnerIds.filter((id) => counts(before?.base.get(id), now.get(id) as number))
    const isOther = before === undefined || before.base.size !== now.size || runnerIds.some((id) => !before.base.has(id))
    const changedAt = new Map(runnerIds.map((id) => [id, before?.changedAt.get(id) ?? sequence]))
    for (const id of changed) changedAt.set(id, sequence)
    return {
      key, raceId, marketId: null, sequence, receivedAt, as: 'kept', news: sequence > (before?.sequence ?? -1) && (isOther || changed.length > 0),
      changedAt: (place) => changedAt.get(runnerIds[place] ?? NaN) ?? sequence,
      commit: () => {
        const base = new Map(runnerIds.map((id) => [id, changed.includes(id) ? now.get(id) as number : before?.base.get(id) ?? now.get(id) as number]))
        kept.set(key, { base, changedAt, sequence, model: name })
      },
      update: { kind: 'prediction', raceId, sequence, at, receivedAt, predictions: new Map([[name, event]]), event, model: name },
    }
  }
  return {
    races,
    first: async () => raceIds.map(String),
    since: (sequence) => {
      const [raceId] = raceIds
      const state = raceId === undefined ? null : live.race(raceId)
      return state === null || state.predictions.size === 0 || sequence < state.since || sequence > state.sequence ? null : [String(raceId)]
    },
    touched: (events) => ({ told: [...new Set(events.flatMap(({ kind, raceId }) => (kind === 'prediction' && races.has(raceId) ? [String(raceId)] : [])))], changed: [] }),
    take: async (key) => {
      const raceId = Number(key)
      const loaded = await models.resolve(model)
      const name = isModel(loaded) ? `${loaded.card.name}@${loaded.card.version}` : model
      const event = live.race(raceId)?.predictions.get(name)
      return event === undefined ? made(key, raceId, name) : published(key, name, event)
    },
    reset: () => { kept.clear() },
  }
}
