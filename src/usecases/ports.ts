import type { Instant } from '../domain/instant'
import type { MarketFacts } from '../domain/price-fact'
import type { RaceCard } from '../domain/race-card'
import type { RaceOutcome } from '../domain/race-outcome'
import type { ImportUnit, Reject } from '../domain/records'
import type { DataSource } from '../domain/vocabulary'
import type { FeatureColumns } from '../features/compute'
import type { History } from '../features/history/history'
import type { HorseLines, TotalsKey } from '../features/history/loaded-history'
import type { FeatureName } from '../features/registry'
import type { Alias, ModelCard, ModelRef } from '../models/artefact/card'
import type { ModelFiles } from '../models/model'
import type { RaceResult, RaceScore } from './score-prediction'

/** Rows of one table: what an import did with those it was given, and how many it took away. */
export interface RowCounts { readonly inserted: number; readonly updated: number; readonly unchanged: number; readonly deleted: number }
export type TableCounts = Readonly<Record<string, RowCounts>>

/** What became of one unit. `refused` stored nothing of it; `reason` names the meeting and the rule it breaks. */
export type StoreOutcome =
  | { readonly kind: 'inserted' | 'updated' | 'unchanged'; readonly counts: TableCounts }
  | { readonly kind: 'refused'; readonly reason: string }

/** One import of one source. Nobody else imports that source while it is open. */
export interface ImportSession {
  /**
   * Stores the unit's meeting in one transaction, together with its digest. Calls may overlap and are carried out
   * in the order made: calling again before the last one settled lets the next meeting be encoded meanwhile.
   * Rejects with IMPORT_FAILED or DATABASE_UNREACHABLE when the import cannot go on.
   */
  store(unit: ImportUnit): Promise<StoreOutcome>
  close(): Promise<void>
}
export interface MeetingStore {
  /** Rejects with IMPORT_FAILED while another import of `source` runs. `feed` keeps the digests of files apart whose keys may collide, e.g. `racecard` and `results`. */
  open(source: DataSource, feed: string): Promise<ImportSession>
}

/** Told about each meeting as it settles. */
export interface ImportProgress { (done: { readonly meetings: number; readonly rows: number; readonly rejected: number }): void }

/** Where refused rows go, beside the count. */
export interface RejectSink {
  add(reject: Reject): void
  /** Resolves when everything is written; the path, or null when nothing was refused. */
  close(): Promise<string | null>
}

/** Prepared statements on one connection; rows come as arrays in select order. */
export interface SqlRunner { rows(sql: string, values: readonly unknown[]): Promise<readonly (readonly any[])[]> } // eslint-disable-line @typescript-eslint/no-explicit-any -- typed by the column

/** A race as storage knows it: card, win market, and what came of it (null while there is no official result). */
export interface RaceFacts { readonly card: RaceCard; readonly market: MarketFacts; readonly outcome: RaceOutcome | null }

/** All races, trials among them, for a pass over history. */
export interface HistoryFeed {
  /** What `days` will yield, for a progress display. */
  size(): Promise<{ readonly races: number; readonly runners: number }>
  /** Races by the UTC day of their off, days ascending, each day whole. Races that were abandoned or void are left out. */
  days(): AsyncIterable<{ readonly day: number; readonly races: readonly RaceFacts[] }>
}

/** What the fold of history left in the database: `run_lines` and `tallies`, in step with the results. */
export interface HistoryStore {
  /** `facts`: a digest of every import so far. `builtFrom`: the one that lines and tallies were made from; null when they never were, or by another HISTORY_VERSION. */
  status(): Promise<{ readonly facts: string; readonly builtFrom: string | null }>
  /** Puts the lines and tallies of `history` in place of what is stored, whole or not at all; readers see the old ones until then. All stored vectors of races to come are marked stale. Rejects with IMPORT_FAILED while another process does the same. */
  replace(history: History, builtFrom: string): Promise<void>
}

/** A horse, and the day (UTC) of which its history is asked. */
export interface HorseDay { readonly horseId: number; readonly day: number }

/** What the features of a few races are read from. Statements run on the connection of the caller. */
export interface FeatureReader {
  /**
   * One entry a race asked for, null where there is no such race. Markets are empty unless asked for. Abandoned and void races come with their cards.
   * `before`: an instant for each race (named once); how live markets stood before it is among the prices. Left out: recorded prices alone.
   */
  races(raceIds: readonly number[], need: { readonly market: boolean; readonly before?: readonly Instant[] }): Promise<readonly (RaceFacts | null)[]>
  /** Lines of each horse known before 00:00 UTC of its day, trials only when asked for: `asked` says whose; a horse without lines has none. */
  lines(asked: readonly HorseDay[], need: { readonly trials: boolean }): Promise<readonly (HorseLines & HorseDay)[]>
  /** By `totalsName`: the sums before each key's day; keys of which nothing is known are left out. */
  totals(keys: readonly TotalsKey[]): Promise<ReadonlyMap<string, Float64Array>>
  /** Stored values of the races, only the columns asked for; null where none is stored for FEATURE_SET. */
  vectors(raceIds: readonly number[], names: readonly FeatureName[]): Promise<readonly (StoredVectors | null)[]>
}
/** Values of one race as they were stored. */
export interface StoredVectors {
  readonly raceId: number
  readonly asOf: Instant
  /** An input changed since: what is stored may not hold any more. */
  readonly stale: boolean
  /** A live market of the race was heard of since: what looks at prices may not hold any more. Left out: no. */
  readonly marketMoved?: boolean
  /** Runners that were to start, by number of the runner, ascending. */
  readonly runnerIds: readonly number[]
  /** One value a runner, in the order of `runnerIds`; NaN where unknown. */
  readonly columns: FeatureColumns
}
export interface VectorStore {
  /** Races to come (off at `now` or later, not abandoned) without vectors of FEATURE_SET, with stale ones, or with ones of an earlier UTC day than that of `now`. */
  due(now: Instant): Promise<readonly number[]>
  /** Finished or coming races of the days from..to (dates of their meetings, `YYYY-MM-DD`, null = open) that have vectors of FEATURE_SET which are not stale: a bulk run skips them. */
  done(range: { readonly from: string | null; readonly to: string | null }): Promise<ReadonlySet<number>>
  /** Stores vectors, each race whole. All columns of FEATURES must be there. A race that changed after `asOf` stays stale. */
  write(vectors: readonly (Omit<StoredVectors, 'stale'>)[]): Promise<void>
}

/** What people call races and who runs in them. */
export interface RaceDirectory {
  /** Races that a person means by a number or a source's own id: none, one, or as many sources know it. */
  find(text: string): Promise<readonly NamedRace[]>
  /** Venue codes by race, names of horses by runner. */
  names(raceIds: readonly number[]): Promise<{ readonly venues: ReadonlyMap<number, string>; readonly horses: ReadonlyMap<number, string> }>
  /** What their sources call them. */
  sourceIds(raceIds: readonly number[]): Promise<ReadonlyMap<number, string>>
}
export interface NamedRace {
  readonly raceId: number; readonly source: DataSource; readonly sourceId: string; readonly date: string; readonly venueCode: string; readonly venueName: string; readonly number: number
  readonly name: string; readonly offAt: Instant; /** Abandoned or declared void. */ readonly calledOff: boolean
}

/** Part of a column of a table that is written out; null and NaN are missing. `whole` are whole numbers below 2^31. */
export type TableColumn =
  | { readonly name: string; readonly kind: 'text'; readonly values: readonly (string | null)[] }
  | { readonly name: string; readonly kind: 'whole'; readonly values: readonly (number | null)[] }
  | { readonly name: string; readonly kind: 'number'; readonly values: Float64Array }
/** A table on its way into a file, a block of rows at a time. The file has its name only once it is whole. */
export interface TableSink {
  /** All columns of the table, each time in the same order and of one length. */
  write(columns: readonly TableColumn[]): void
  finish(): void
  /** Leaves no file; nothing after `finish`. */
  discard(): void
}

/** A model as it lies in its folder: its card and the files that the card names. */
export interface Artefact { readonly card: ModelCard; readonly files: ModelFiles }
/** A folder that cannot be used, and why. */
export interface BrokenArtefact { readonly ref: ModelRef; readonly problem: string }
/** What an alias points at now and pointed at before, newest first. */
export interface AliasHistory { readonly now: ModelRef; readonly before: readonly { readonly ref: ModelRef; readonly until: string; readonly why: string; /** It was taken back: rolling back goes past it. */ readonly rolledBack?: true }[] }

/** Folders `<name>/<version>/` with artefacts: those that were trained here, and behind them those that racegraph comes with. */
export interface ModelStore {
  /** All versions of all names; cards only. Broken folders are among them with their problem. */
  list(): Promise<readonly (ModelCard | BrokenArtefact)[]>
  /** Digests hold, or it is a BrokenArtefact; null when there is no such folder. */
  read(ref: ModelRef): Promise<Artefact | BrokenArtefact | null>
  /** The next free version of the name. */
  nextVersion(name: string): Promise<number>
  /** Whole or not at all. Rejects when the version is there already. */
  write(artefact: Artefact): Promise<void>
  aliases(): Promise<Readonly<Partial<Record<Alias, AliasHistory>>>>
  /** Points an alias at a version; what it pointed at before is kept. */
  point(alias: Alias, ref: ModelRef, why: string): Promise<void>
  /** Back to what it pointed at before; null when there is nothing before. */
  rollBack(alias: Alias, why: string): Promise<ModelRef | null>
}

/** A prediction as it was given to somebody before the off, with all that it was made from. */
export interface ServedPrediction {
  readonly raceId: number
  readonly model: ModelRef
  readonly featureSet: string
  readonly asOf: Instant
  readonly marketAt: Instant
  readonly generatedAt: Instant
  /** Ascending. */
  readonly runnerIds: readonly number[]
  /** One a runner, sum 1. */
  readonly chances: Float64Array
  /** The features that the model reads, in its order; one value a runner. */
  readonly inputs: readonly Float64Array[]
}
export interface LedgerEntry extends Omit<ServedPrediction, 'inputs'> { readonly sequence: number; readonly hash: string }
export interface LedgerReport { readonly entries: number; readonly head: string | null; /** The first entry that does not hold; null when all do. */ readonly broken: { readonly sequence: number; readonly problem: string } | null; /** The signal came: what was looked at held, the rest was not. */ readonly interrupted?: true }
/** The newest entry as somebody kept it elsewhere. `entries`: its sequence; null when only its hash is known. */
export interface LedgerHead { readonly entries: number | null; readonly hash: string }
/** The record of what was served. Entries are chained by hashes and never changed. */
export interface PredictionLedger {
  /**
   * Adds those that differ in chances or inputs from the last one of their race and model. Whoever is past its off is refused by the database.
   * @throws AppError BAD_USER_INPUT naming the races that were off or are gone; the others are stored.
   */
  record(predictions: readonly ServedPrediction[]): Promise<void>
  /** Oldest first; null: of all models. */
  history(raceIds: readonly number[], model: string | null): Promise<ReadonlyMap<number, readonly LedgerEntry[]>>
  /** `expect`: a head that must be in it still. */
  verify(progress: (done: number, total: number) => void, signal: AbortSignal, expect?: LedgerHead): Promise<LedgerReport>
}

/** What training noted on its way, so that the same command goes on where it was interrupted. Kept until it is in the way. */
export interface TrainingNotes {
  /** Null when nothing was noted under that digest. */
  read(digest: string): Promise<Uint8Array | null>
  write(digest: string, bytes: Uint8Array): Promise<void>
}

/** The last prediction before the off by one model of a race whose result came, or was corrected, since it was scored. */
export interface DueScore {
  readonly race: ServedRace
  readonly model: ModelRef
  readonly sequence: number
  readonly runnerSourceIds: readonly string[]
  readonly chances: readonly number[]
  /** The model's inputs in its order, one value a runner each, in one array. */
  readonly inputs: Float64Array
  readonly result: RaceResult
  /** Another one when the result, the off or the runners are corrected. */
  readonly stamp: string
}
/** A race as the record has it. `date`: of the meeting, `YYYY-MM-DD`. */
export interface ServedRace { readonly raceId: number; readonly source: DataSource; readonly sourceId: string; readonly date: string; readonly venueCode: string; readonly number: number; readonly offAt: Instant }
/** `bins`: `binCounts` of the race; null where the model keeps no reference. */
export interface NewScore { readonly due: Omit<DueScore, 'inputs'>; readonly score: RaceScore; readonly bins: Uint8Array | null }
export interface ScoredRace extends Pick<RaceScore, 'leftOut' | 'chances' | 'won' | 'startingPrices'> { readonly race: Pick<ServedRace, 'source' | 'date' | 'offAt'>; readonly version: number; readonly bins: Uint8Array | null }
/** How predictions that were served came out. */
export interface ScoreStore {
  /** Races that are over or called off and of which something was served, earliest first. `since`: only races off then or later. */
  finished(range: { readonly from: string | null; readonly to: string | null }, since: Instant | null): Promise<readonly number[]>
  /** What of them is not scored by the result as it is now. */
  due(raceIds: readonly number[]): Promise<readonly DueScore[]>
  write(scores: readonly NewScore[], at: Instant): Promise<void>
  /** By the off, oldest first. `last`: only so many, the latest of those in which the market was scored too. */
  read(model: { readonly name: string; readonly version: number | null }, range: { readonly from: string | null; readonly to: string | null }, last?: number): Promise<readonly ScoredRace[]>
  /** Every version of which something was scored. */
  models(): Promise<readonly ModelRef[]>
}
