import type { Instant } from '../../domain/instant'
import type { DataRange, ModelCard } from '../../models/artefact/card'
import type { PredictionLedger } from '../ports'
import { predictBatch, type PredictDeps } from '../predict-races'
import type { LoadedModel } from '../prediction'
import type { RaceFeatures, RaceInstant } from '../race-features'
import type { FeatureName } from '../../features/registry'
import { scorePrediction } from '../score-prediction'
import type { BlendRow } from './fit-blend'
import { isInvented } from './blended-models'
import type { Opinion, OpinionResult, OpinionStore } from './ports'

export interface BlendRowsDeps {
  readonly opinions: Pick<OpinionStore, 'judged'>
  readonly results: (raceIds: readonly number[]) => Promise<ReadonlyMap<number, OpinionResult>>
  readonly ledger: Pick<PredictionLedger, 'history'>
  readonly features: (requests: readonly RaceInstant[], names: readonly FeatureName[]) => Promise<readonly (RaceFeatures | null)[]>
  readonly base: LoadedModel
  readonly warn: PredictDeps['warn']
  readonly signal: AbortSignal
  readonly progress: (done: number, total: number) => void
}
/** Features of so many races are in memory. */
const AT_ONCE = 50

/** Last day of what a model was made or chosen on. */
export const madeUntil = ({ data: { train, validate } }: Pick<ModelCard, 'data'>): string => [train, validate].reduce((last, range: DataRange | null) => (range !== null && range.to > last ? range.to : last), '')

/**
 * Races with an opinion and a result, and the base's chances of them that knew no result: what it told last before the off (by any version of it), else what it says as of the opinion, where all that it was
 * made or chosen on lies before the race. Races of which neither can be had are left out, by reason; of a base that was made on real races invented ones are, and the other way round.
 */
export async function blendRows({ opinions, results, ledger, features, base, warn, signal, progress }: BlendRowsDeps, range: { readonly from: string | null; readonly to: string | null }): Promise<{ readonly rows: readonly BlendRow[]; readonly leftOut: Readonly<Record<string, number>> }> {
  const leftOut: Record<string, number> = {}
  const leave = (why: string): void => { leftOut[why] = (leftOut[why] ?? 0) + 1 }
  const all = await opinions.judged(range)
  const rows: BlendRow[] = []
  const [until, invented] = [madeUntil(base.card), isInvented(base.card)]
  for (let from = 0; from < all.length; from += AT_ONCE) {
    signal.throwIfAborted()
    const some = all.slice(from, from + AT_ONCE)
    const ids = some.map(({ raceId }) => raceId)
    const [told, served] = await Promise.all([results(ids), ledger.history(ids, base.card.name)])
    const open: { readonly opinion: Opinion; readonly result: OpinionResult }[] = []
    for (const opinion of some) {
      const result = told.get(opinion.raceId)
      if (result === undefined) { leave('there is no result'); continue }
      if ((result.source === 'SYNTHETIC') !== invented) { leave(invented ? 'the race is real, and the base was made on invented ones' : 'the race is invented'); continue }
      const entry = served.get(opinion.raceId)?.findLast(({ generatedAt }) => generatedAt < result.offAt)
      if (entry !== undefined) add(opinion, result, { ...entry, source: 'served' })
      else if (base.card.data.sources.includes(result.source) && result.date <= until) leave(`${base.card.name} told nothing before the off, and was made on races up to ${until}`)
      else open.push({ opinion, result })
    }
    const found = open.length === 0 ? [] : predictBatch({ card: base.card, model: base.model, confidence: null }, await features(open.map(({ opinion: { raceId, asOf } }) => ({ raceId, asOf })), base.model.features), { generatedAt: 0 as Instant, stale: false, warn })
    open.forEach(({ opinion, result }, i) => {
      const one = found[i]
      if (one?.kind === 'prediction') add(opinion, result, { ...one, source: 'computed' })
      else leave(one?.kind === 'none' ? `${base.card.name} has no chances: ${one.reason}` : 'the race went away')
    })
    progress(Math.min(all.length, from + AT_ONCE), all.length)
  }
  return { rows, leftOut }

  function add(opinion: Opinion, result: OpinionResult, ml: { readonly runnerIds: readonly number[]; readonly chances: Float64Array; readonly source: BlendRow['source'] }): void {
    const [own, other] = [scorePrediction(ml.runnerIds.map(String), ml.chances, result), scorePrediction(opinion.runnerIds.map(String), opinion.chances, result)]
    if (own.leftOut !== null || other.leftOut !== null) { leave(own.leftOut === 'RUNNER_NOT_SERVED' || other.leftOut === 'RUNNER_NOT_SERVED' ? 'somebody ran of whom one said nothing' : 'it had no winner, or was a walkover'); return }
    const gpt = new Map(other.places.map((place, i) => [opinion.runnerIds[place], other.chances[i] as number]))
    rows.push({
      raceId: opinion.raceId, date: result.date, offAt: result.offAt, source: ml.source, askedAfterwards: opinion.madeAt >= result.offAt, opinionModel: opinion.model, synthetic: opinion.synthetic,
      ml: own.chances, won: own.won, gpt: Float64Array.from(own.places, (place) => gpt.get(ml.runnerIds[place] as number) ?? NaN),
    })
  }
}
