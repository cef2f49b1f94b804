import type { Instant } from '../../domain/instant'
import type { CommentaryDesk, ToldCommentary } from '../../usecases/commentary/ports'
import type { RaceExplanation } from '../../usecases/explanation'
import type { UsageReports } from '../../usecases/metering/ports'
import type { OpinionStore } from '../../usecases/opinion/ports'
import type { PerformanceDeps } from '../../usecases/model-performance'
import type { FeatureReader, PredictionLedger, ScoreStore, SqlRunner } from '../../usecases/ports'
import type { FullPrediction } from '../../usecases/predict-races'
import type { LoadedModel, LoadedModels, NoPrediction } from '../../usecases/prediction'
import type { RaceFeatures } from '../../usecases/race-features'
import type { LiveUpdate } from '../live/update'

/** What loaders need beside SQL; `app/compose.ts` lends it. */
export interface GraphServices {
  readonly now: () => Instant
  readonly features: (db: SqlRunner) => FeatureReader
  /** Whether history was ever folded into the database; until then nothing can be said of earlier runs. */
  readonly historyReady: (db: SqlRunner) => Promise<boolean>
  /** Whether there are imports that history does not hold yet. */
  readonly historyBehind: (db: SqlRunner) => Promise<boolean>
  readonly models: LoadedModels
  /** The record of what is served, over the connection of the operation. */
  readonly ledger: (db: SqlRunner) => Pick<PredictionLedger, 'record' | 'history'>
  /** Told what went wrong inside a model; clients are told that it cannot be used. */
  readonly warn: (problem: string, cause: unknown) => void
  /** What is known of how served predictions came out. */
  readonly tracking: Pick<PerformanceDeps, 'reference' | 'alert'> & { readonly store: (db: SqlRunner) => ScoreStore }
  /** What language models think of races. Left out: nobody was asked. */
  readonly opinions?: (db: SqlRunner) => Pick<OpinionStore, 'latest'>
  /** Where commentary is asked for. Left out: there is none of anything. */
  readonly commentary?: Pick<CommentaryDesk, 'read'>
  /** What was used of the graph. Left out: nothing was. */
  readonly usage?: (db: SqlRunner) => UsageReports
}
/** What the loaders of one operation share. */
export interface Scope {
  /** One instant for the whole operation. */
  readonly now: Instant
  readonly reader: FeatureReader
  readonly historyReady: () => Promise<boolean>
  /** Features that were computed or read so far, by the instant asked for (null for none) and race. */
  readonly races: Map<Instant | null, Map<number, RaceFeatures>>
  readonly historyBehind: () => Promise<boolean>
  /** A name leads to one model throughout the operation. */
  readonly models: LoadedModels
  readonly ledger: Pick<PredictionLedger, 'record' | 'history'>
  readonly warn: GraphServices['warn']
  readonly opinions: Pick<OpinionStore, 'latest'>
  readonly tracking: GraphServices['tracking']
  /** What was predicted so far, by model and instant (`shared-predictions.ts`) and race. */
  readonly predictions: Map<string, Map<number, FullPrediction | NoPrediction>>
  /** What was explained so far. */
  readonly explanations: Map<FullPrediction, RaceExplanation | NoPrediction>
  readonly commentary: Pick<CommentaryDesk, 'read'>
  /** Commentary that was asked for so far, by style (`shared-commentary.ts`) and race. */
  readonly commentaries: Map<string, Map<number, Promise<ToldCommentary | null>>>
  /** What a subscription tells of; null in queries. */
  readonly event: LiveUpdate | null
  /** What whoever asks may read beyond what everybody may, e.g. `admin`. */
  readonly scopes: readonly string[]
  /** Id of whoever asks; null where nobody does, as in subscriptions, which many share. */
  readonly principal: string | null
  readonly usage: UsageReports
}
const NO_OPINIONS: Pick<OpinionStore, 'latest'> = { latest: async () => new Map() }
const NO_USAGE: UsageReports = { usage: async () => [], fields: async () => [] }
const NO_DESK: Pick<CommentaryDesk, 'read'> = { read: async (asks) => asks.map(() => null) }
/** `db` remembers what was read; what is written goes by `own`. */
export const scopeOf = ({ now, features, historyReady, historyBehind, models, ledger, warn, tracking, opinions = () => NO_OPINIONS, commentary = NO_DESK, usage = () => NO_USAGE }: GraphServices, db: SqlRunner, own: SqlRunner, event: LiveUpdate | null = null, scopes: readonly string[] = [], principal: string | null = null): Scope => ({
  now: now(), reader: features(db), historyReady: () => historyReady(db), races: new Map(),
  historyBehind: () => historyBehind(db), models: onceEach(models), ledger: ledger(own), warn, opinions: opinions(db), tracking, predictions: new Map(), explanations: new Map(), commentary, commentaries: new Map(), event, scopes, principal, usage: usage(db),
})

function onceEach(models: LoadedModels): LoadedModels {
  const known = new Map<string, Promise<LoadedModel | NoPrediction>>()
  let cards: ReturnType<LoadedModels['cards']> | null = null
  return {
    resolve: (name) => {
      let model = known.get(name)
      if (model === undefined) known.set(name, (model = models.resolve(name)))
      return model
    },
    cards: () => (cards ??= models.cards()),
  }
}
