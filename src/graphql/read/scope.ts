import type { Instant } from '../../domain/instant'
import type { FeatureReader, SqlRunner } from '../../usecases/ports'
import type { RaceFeatures } from '../../usecases/race-features'

/** What loaders need beside SQL; `app/compose.ts` lends it. */
export interface GraphServices {
  readonly now: () => Instant
  readonly features: (db: SqlRunner) => FeatureReader
  /** Whether history was ever folded into the database; until then nothing can be said of earlier runs. */
  readonly historyReady: (db: SqlRunner) => Promise<boolean>
}
/** What the loaders of one operation share. */
export interface Scope {
  /** One instant for the whole operation. */
  readonly now: Instant
  readonly reader: FeatureReader
  readonly historyReady: () => Promise<boolean>
  /** Features that were computed or read so far, by the instant asked for (null for none) and race. */
  readonly races: Map<Instant | null, Map<number, RaceFeatures>>
}
export const scopeOf = ({ now, features, historyReady }: GraphServices, db: SqlRunner): Scope => ({ now: now(), reader: features(db), historyReady: () => historyReady(db), races: new Map() })
