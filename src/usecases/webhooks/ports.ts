import type { Scope } from '../../access/scope'
import type { Instant } from '../../domain/instant'
import type { DataSource, FinishStatus, RaceStatus, RunnerStatus } from '../../domain/vocabulary'

/** What webhooks are told of. */
export const WEBHOOK_EVENTS = ['RESULT', 'SCRATCHING', 'PREDICTION'] as const
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number]
export const isWebhookEvent = (word: string): word is WebhookEvent => (WEBHOOK_EVENTS as readonly string[]).includes(word)
/** Whoever is told must have all of these. */
export const SCOPES_OF_EVENT: Readonly<Record<WebhookEvent, readonly Scope[]>> = { RESULT: ['racing'], SCRATCHING: ['racing'], PREDICTION: ['predictions', 'live'] }

/** Only races of all that are given; null: of any. Keys of the database. */
export interface WebhookFilter { readonly venueId: number | null; readonly meetingId: number | null; readonly raceId: number | null }
export interface Webhook {
  readonly id: string
  /** Whose it is, as in `Principal.id`; null: of whoever runs the server. */
  readonly principal: string | null
  readonly url: string
  readonly events: readonly WebhookEvent[]
  readonly filter: WebhookFilter
  /** Name or alias of the model whose chances are told. */
  readonly model: string
  /** The chance of some runner must have changed by so much since the webhook was last told of the race: 0.01 = by one in a hundred. */
  readonly minChange: number
  /** Chances of a race are told at most once in so many milliseconds. */
  readonly everyMs: number
  /** Requests at once, 1 to 4. */
  readonly concurrency: number
  readonly active: boolean
  readonly createdAt: Instant
  readonly disabledAt: Instant | null
  readonly disabledWhy: string | null
}
/** To be signed with both while the older one has not ended. */
export interface Secrets { readonly secret: string; readonly previous: string | null }

export type DeliveryState = 'PENDING' | 'DELIVERED' | 'DEAD'
export interface Delivery {
  /** `webhook-id` of every attempt. */
  readonly id: string
  readonly webhookId: string
  readonly event: WebhookEvent
  readonly raceId: number
  readonly state: DeliveryState
  readonly attempts: number
  readonly nextAttemptAt: Instant
  readonly lastStatus: number | null
  readonly lastError: string | null
  readonly createdAt: Instant
  readonly lastAttemptAt: Instant | null
  readonly endedAt: Instant | null
}
/** A delivery that this process alone sends until its claim ends. */
export interface ClaimedDelivery extends Secrets { readonly id: string; readonly webhookId: string; readonly principal: string | null; readonly url: string; readonly event: WebhookEvent; /** Bytes of the body, as text. */ readonly payload: string; /** Before this one. */ readonly attempts: number }

/** A race as payloads tell it. */
export interface ToldRace {
  readonly raceId: number
  readonly meetingId: number
  readonly venueId: number
  readonly source: DataSource
  readonly sourceId: string
  /** `YYYY-MM-DD`. */
  readonly date: string
  readonly venueCode: string
  readonly venueName: string
  readonly number: number
  readonly name: string
  readonly scheduledStart: Instant
  readonly status: RaceStatus
}
export interface ToldRunner { readonly runnerId: number; readonly number: number | null; readonly horse: string; readonly status: RunnerStatus }
/** Best first, then those without a position. */
export interface Placing { readonly runnerId: number; readonly position: number | null; readonly status: FinishStatus; readonly beatenLengths: number | null; readonly startingPrice: number | null }
export interface Told { readonly version: number; readonly digest: string }
/** A race as it stands when a signal is taken, with what was told of it before. */
export interface SightedRace {
  readonly race: ToldRace
  readonly runners: readonly ToldRunner[]
  readonly placings: readonly Placing[]
  readonly resultKnownAt: Instant | null
  readonly toldResult: Told | null
  /** By the runner's id. */
  readonly toldRunners: ReadonlyMap<number, Told>
}
/** Chances of a race in the record of predictions. */
export interface RecordedChances { readonly sequence: number; readonly modelName: string; readonly modelVersion: number; readonly generatedAt: Instant; readonly runnerIds: readonly number[]; readonly chances: readonly number[] }
export interface ToldChances { readonly version: number; readonly runnerIds: readonly number[]; readonly chances: readonly number[]; readonly toldAt: Instant }

/** What there is to tell, and what is kept of it so that it is told once. */
export interface News { readonly told: Told; readonly payload: string }
export type ChancesNews = { readonly kind: 'tell'; readonly version: number; readonly payload: string } | { readonly kind: 'later'; readonly at: Instant } | { readonly kind: 'nothing' }

/** Turns changes of races into deliveries. Each question is a transaction; of several processes that ask at once each gets others. */
export interface WebhookOutbox {
  /** Takes signals of results and scratchings; how many. */
  takeSignals(decide: { result(race: SightedRace): News | null; scratching(race: SightedRace, runnerId: number): News | null }): Promise<number>
  /** Takes new entries of the record of predictions, and races that are due again; how many. `models`: what names stand for now, `name@version`; names that stand for nothing are left out. */
  takeChances(models: ReadonlyMap<string, string>, decide: (webhook: Webhook, race: SightedRace, newest: RecordedChances, before: ToldChances | null) => ChancesNews): Promise<number>
  /** Names of the models whose chances some active webhook is told. */
  models(): Promise<readonly string[]>
}
export type AttemptEnd = { readonly kind: 'delivered'; readonly status: number } | { readonly kind: 'again'; readonly at: Instant; readonly status: number | null; readonly error: string } | { readonly kind: 'dead'; readonly status: number | null; readonly error: string } | { readonly kind: 'postponed'; readonly until: Instant; readonly why: string }
export interface DeliveryQueue {
  /** At most `limit` that are due, in order; of each webhook no more than its concurrency over all processes. */
  claim(by: string, limit: number, leaseMs: number): Promise<readonly ClaimedDelivery[]>
  /** What came of an attempt. `postponed` counts as none. */
  end(id: string, by: string, end: AttemptEnd): Promise<void>
  /** What waits of it is dead with it. */
  disable(webhookId: string, why: string): Promise<void>
  /** Forgets what ended long ago; how many. */
  prune(): Promise<number>
  counts(): Promise<{ readonly active: number; readonly pending: number; readonly dead: number; readonly oldestPending: Instant | null }>
}
/** Whether those who own webhooks stand, and what they may read. `gone`: revoked, expired or unknown; `unknown`: nobody can say now. */
export interface WebhookOwners { of(principal: string): Promise<{ readonly scopes: readonly Scope[] } | 'gone' | 'unknown'> }

export interface PostOutcome { /** Null: there was no answer. */ readonly status: number | null; /** From `Retry-After`, milliseconds. */ readonly retryAfterMs: number | null; /** Null for 2xx. */ readonly error: string | null; readonly ms: number; /** The beginning of the answer. */ readonly answer: string; /** It was broken off because this process stops. */ readonly stopped: boolean }
export interface NewWebhook extends Omit<Webhook, 'active' | 'createdAt' | 'disabledAt' | 'disabledWhy'> { readonly secret: string }
/** By what a webhook is narrowed. */
export type FilteredBy = 'race' | 'meeting' | 'venue'
/** Webhooks as whoever runs the server keeps them. */
export interface WebhookStore {
  create(webhook: NewWebhook): Promise<void>
  /** Newest first. */
  list(): Promise<readonly Webhook[]>
  find(id: string): Promise<Webhook | null>
  secrets(id: string): Promise<Secrets | null>
  /** The secret up to now signs beside the new one until then; whether there is such a webhook. */
  rotate(id: string, secret: string, until: Instant): Promise<boolean>
  /** Whether there was such a webhook. Its deliveries go with it. */
  remove(id: string): Promise<boolean>
  enable(id: string): Promise<boolean>
  /** The newest first, at most `limit`. Null: of all webhooks, in any state. */
  deliveries(of: { readonly webhookId: string | null; readonly state: DeliveryState | null }, limit: number): Promise<readonly Delivery[]>
  /** Makes what is dead wait again as if it were new: one, or all of those webhooks that are active. How many. */
  retry(id: string | null): Promise<number>
  /** Keys of what is named by its key, or as its source names it: races and meetings by their ids, venues by their codes. */
  named(what: FilteredBy, text: string): Promise<readonly number[]>
}
/** One request, without redirects. Never rejects. */
export type PostWebhook = (url: string, headers: Readonly<Record<string, string>>, body: string) => Promise<PostOutcome>
