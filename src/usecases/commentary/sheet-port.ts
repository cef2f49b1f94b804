import type { Instant } from '../../domain/instant'
import type { ChangeKind, FinishStatus } from '../../domain/vocabulary'

/** What people call a race and who is in it: text of strangers, as it is stored. */
export interface RaceNames {
  readonly raceId: number
  readonly venue: string
  readonly raceName: string
  /** e.g. `Class 4`; null where the source gives none. */
  readonly classText: string | null
  readonly currency: string | null
  readonly calledOff: boolean
  readonly runners: ReadonlyMap<number, RunnerNames>
}
export interface RunnerNames { readonly horse: string; readonly jockey: string | null; readonly trainer: string | null }
/** A change as it was told. Runner null: of the race or the whole meeting. */
export interface ToldChange { readonly kind: ChangeKind; readonly runnerId: number | null; readonly before: string | null; readonly after: string | null; readonly text: string; readonly reason: string | null; readonly knownAt: Instant }
/** The official result. */
export interface SheetResult { readonly winningTimeMs: number | null; readonly runners: readonly RunnerResult[] }
export interface RunnerResult {
  readonly runnerId: number
  readonly status: FinishStatus
  readonly position: number | null
  /** To the horse in front of it, and behind the winner. */
  readonly marginLengths: number | null
  readonly beatenLengths: number | null
  readonly finishTimeMs: number | null
  /** Decimal. */
  readonly startingPrice: number | null
  readonly comment: string | null
}
export interface AskedAt { readonly raceId: number; readonly before: Instant }
/** A run of a horse, of which more is asked than history keeps. */
export interface AskedRun { readonly raceId: number; readonly horseId: number }
/** Where it was, and what was written about it. */
export interface RunWords { readonly venue: string; readonly comment: string | null }

/** What commentary reads beside features. Statements run on the connection of the caller; each takes all that is asked. */
export interface SheetReader {
  /** By race; who rides and trains as published last. Races that do not exist are left out. */
  names(raceIds: readonly number[]): Promise<ReadonlyMap<number, RaceNames>>
  /** Changes that were known before the instant of each race, oldest first. */
  changes(asked: readonly AskedAt[]): Promise<ReadonlyMap<number, readonly ToldChange[]>>
  /** Official results that were known before the instant of each race; others are left out. */
  results(asked: readonly AskedAt[]): Promise<ReadonlyMap<number, SheetResult>>
  /** By `runKey`. Runs that do not exist any more are left out. */
  runs(asked: readonly AskedRun[]): Promise<ReadonlyMap<string, RunWords>>
  /** Names of jockeys by id. */
  jockeys(ids: readonly number[]): Promise<ReadonlyMap<number, string>>
}
export const runKey = ({ raceId, horseId }: AskedRun): string => `${raceId} ${horseId}`
