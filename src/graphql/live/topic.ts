import type { Instant } from '../../domain/instant'
import type { LiveEvent } from '../../domain/live-event'
import type { LiveUpdate } from './update'

/** What is to be told under one key, e.g. of a market, as it stands now. */
export interface Told {
  readonly key: string
  readonly raceId: number
  readonly marketId: number | null
  readonly sequence: number
  readonly receivedAt: Instant
  readonly update: LiveUpdate
  /** Whether anything changed since what was told last that the subscription asks for. */
  readonly news: boolean
  /** `kept`: the state, for those who come later too. `asked`: the state, for those alone who wait for it. `passing`: an occurrence, told once. */
  readonly as: 'kept' | 'asked' | 'passing'
  /** Nothing comes after it: when it was told, the subscription ends. */
  readonly last?: boolean
  /** At which the entry at a place of the lists last changed by as much as is asked for. */
  readonly changedAt: (place: number) => number
  /** It was told: changes count from here. */
  readonly commit: () => void
}

/** How a topic that hears for itself tells its group. */
export interface TopicNews {
  /** Something is to be told under the key. */
  told(key: string): void
  /** Everybody is to be told all that is under the key; what was told before does not stand. */
  anew(key: string): void
  /** It is over, because of this. */
  failed(cause: unknown): void
}

/** What a group tells. Its state is as large as its races. */
export interface Topic {
  /** Races whose events it is to be given; null for all. */
  readonly races: ReadonlySet<number> | null
  /** Once, before anybody joins: for a topic whose news are not among the events. */
  open?(news: TopicNews): void
  /** Nobody is left. */
  close?(): void
  /** Keys of all that is told to one who knows nothing. */
  first(): Promise<readonly string[]>
  /** Keys of what is told to one who knows all up to `sequence`; null where that cannot be told exactly. */
  since(sequence: number): readonly string[] | null
  /** Keys of which something is to be told, and of states that are others now. */
  touched(events: readonly LiveEvent[]): { readonly told: readonly string[]; readonly changed: readonly string[] }
  /** Null for nothing. */
  take(key: string): Promise<Told | null>
  /** Nothing counts as told any more. */
  reset(): void
}
