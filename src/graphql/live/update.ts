import type { Commentary, CommentarySource, Sentence } from '../../commentary/commentary'
import type { Instant } from '../../domain/instant'
import type { PredictionEvent, RaceEvent } from '../../domain/live-event'
import type { MarketState } from '../../domain/race-state'

interface OfRace {
  readonly raceId: number
  /** 0 where nothing was ever heard of the race. */
  readonly sequence: number
  readonly at: Instant
  readonly receivedAt: Instant
  /** The last prediction of each model that is known of the race, by `name@version`: what predictions selected below it are, instead of new ones. */
  readonly predictions: ReadonlyMap<string, PredictionEvent>
}
/** One market of a race as it stands. `state`: null where no market that is asked for is known. `prices`: of runners that are asked for, in the order in which they are told. */
export interface OddsTold extends OfRace { readonly kind: 'odds'; readonly state: MarketState | null; readonly runnerIds: readonly number[] }
/** The prediction of a race. `event`: null where none was published; it is then made as a query would have it. `model`: its `name@version`. */
export interface PredictionTold extends OfRace { readonly kind: 'prediction'; readonly event: PredictionEvent | null; readonly model: string }
/** What happened to a race; null for how it stands. */
export interface RaceTold extends OfRace { readonly kind: 'race'; readonly event: RaceEvent | null }

export interface SaidSentence { readonly sentence: Sentence; readonly source: CommentarySource }
/** A commentary as far as it is. `commentary`: null while nothing is said. `said`: its sentences, by whom. */
export interface CommentaryTold extends OfRace { readonly kind: 'commentary'; readonly commentary: Commentary | null; readonly said: readonly SaidSentence[]; readonly synthetic: boolean; readonly done: boolean }

/** What one execution of a subscription tells of. It is the whole state, for those who know nothing yet. */
export type LiveUpdate = OddsTold | PredictionTold | RaceTold | CommentaryTold

/** There is nothing to tell yet, e.g. no prediction of a race without prices. */
export class NothingYet extends Error {
  constructor(why: string) {
    super(why)
    this.name = 'NothingYet'
  }
}
