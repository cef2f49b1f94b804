import type { Logger } from 'pino'
import type { Instant } from '../../domain/instant'
import type { Feed } from '../../live/feed'
import { replayFeed } from '../../live/feeds/replay/replay-feed'
import type { Clock } from '../clock'
import type { Config } from '../config/read-config'
import { runFeed, type FeedReport } from './run-feed'

export interface ReplayAsked {
  readonly files: readonly string[]
  /** Seconds of the recording in a second; 'max': as fast as it can be taken. */
  readonly speed: number | 'max'
  /** Nothing before it is told; null: from the beginning. */
  readonly from: Instant | null
  /** Markets that no card knows get races of their own. */
  readonly createRaces: boolean
}
/** Recordings as a feed of a server that runs. */
export const recordedFeed = ({ files, speed, from }: Omit<ReplayAsked, 'createRaces'>, clock: Clock): Feed => replayFeed({ files, speed, from, now: () => clock.now().getTime() as Instant })

/** Plays recordings into the database, as if they were heard now. @throws AppError FILE_UNREADABLE, once everything before the damage is stored */
export const replayRecordings = ({ clock, ...deps }: { readonly config: Config; readonly clock: Clock; readonly logger: Logger; readonly signal: AbortSignal }, asked: ReplayAsked): Promise<FeedReport> =>
  runFeed({ ...deps, clock, createRaces: asked.createRaces, feed: recordedFeed(asked, clock) })
