import { randomBytes } from 'node:crypto'
import type { Scope } from '../../access/scope'
import { AppError } from '../../domain/errors'
import type { Instant } from '../../domain/instant'
import { bodyOfPing } from './payload'
import { SCOPES_OF_EVENT, type FilteredBy, type PostOutcome, type PostWebhook, type Webhook, type WebhookEvent, type WebhookOwners, type WebhookStore } from './ports'
import { newSecret, signedHeaders } from './signed'

export type AskedWebhook = Pick<Webhook, 'principal' | 'url' | 'events' | 'model' | 'minChange' | 'everyMs' | 'concurrency'> & {
  /** What it is narrowed by, as `WebhookStore.named` takes it; null: not by that. */
  readonly of: Readonly<Record<FilteredBy, string | null>>
}
export interface DeskDeps {
  readonly store: WebhookStore
  readonly owners: WebhookOwners
  readonly post: PostWebhook
  /** What is wrong with an address; null for nothing. */
  readonly urlProblem: (url: string) => string | null
  readonly now: () => Instant
}
/** Webhooks of one owner, and of all. */
const [MOST_OF_ONE, MOST] = [20, 1_000]
const noSuch = (id: string): AppError => new AppError('NOT_FOUND', `There is no webhook ${JSON.stringify(id)}: "racegraph webhooks list" says which there are.`)
const refuse = (what: string): never => { throw new AppError('BAD_USER_INPUT', what) }

const missingScopes = (events: readonly WebhookEvent[], scopes: readonly Scope[]): readonly Scope[] => [...new Set(events.flatMap((event) => SCOPES_OF_EVENT[event]))].filter((scope) => !scopes.includes(scope))

/** What is done to webhooks by hand. Secrets are given out here, once each, and nowhere else. */
export const webhookDesk = ({ store, owners, post, urlProblem, now }: DeskDeps) => {
  const keyOf = async (what: FilteredBy, text: string | null): Promise<number | null> => {
    if (text === null) return null
    const [key, ...others] = await store.named(what, text)
    if (key === undefined) throw new AppError('NOT_FOUND', `There is no ${what} ${JSON.stringify(text)} in the database: say its number there, or what its source calls it${what === 'venue' ? ', such as HV' : ''}.`)
    return others.length === 0 ? key : refuse(`${JSON.stringify(text)} may be any of the ${what}s ${[key, ...others].join(', ')}: say which, by its number.`)
  }
  return {
    /** @throws AppError BAD_USER_INPUT, NOT_FOUND for what it is of, FORBIDDEN where the key may not read what it is to be told */
    create: async (asked: AskedWebhook): Promise<{ readonly id: string; readonly secret: string }> => {
      const { of, ...kept } = asked
      const { principal, url, events } = asked
      const wrong = urlProblem(url)
      if (wrong !== null) refuse(`The address of a webhook cannot be used: ${wrong}.`)
      if (events.length === 0) refuse('Say of what the webhook is told: RESULT, SCRATCHING, PREDICTION, or several of them.')
      if (!(asked.minChange >= 0 && asked.minChange <= 1)) refuse(`The change of a chance must be from 0 to 1, such as 0.02 for two in a hundred; it is ${asked.minChange}.`)
      if (!Number.isInteger(asked.concurrency) || asked.concurrency < 1 || asked.concurrency > 4) refuse(`A webhook takes 1 to 4 requests at once, not ${asked.concurrency}.`)
      const filter = { raceId: await keyOf('race', of.race), meetingId: await keyOf('meeting', of.meeting), venueId: await keyOf('venue', of.venue) }
      if (principal !== null) {
        const owner = await owners.of(principal)
        if (typeof owner === 'string') throw new AppError('NOT_FOUND', owner === 'gone' ? `There is no key that stands for ${principal}: "racegraph keys list" says which there are.` : 'Nobody can say now which keys stand: try again in a moment.')
        const missing = missingScopes(events, owner.scopes)
        if (missing.length > 0) throw new AppError('FORBIDDEN', `${principal} has no scope ${missing.join(', ')}, which a webhook of ${events.join(', ')} needs: give it a key that has, or fewer events.`)
      }
      const all = await store.list()
      if (all.length >= MOST || all.filter((one) => one.principal === principal).length >= MOST_OF_ONE) refuse(`There are as many webhooks as there may be: ${MOST_OF_ONE} of one owner, ${MOST} in all. Delete one first.`)
      const [id, secret] = [`wh_${randomBytes(8).toString('hex')}`, newSecret()]
      await store.create({ ...kept, filter, events: [...new Set(events)], id, secret })
      return { id, secret }
    },
    /** A new secret; both sign until the overlap is over. @throws AppError NOT_FOUND */
    rotate: async (id: string, overlapMs: number): Promise<{ readonly secret: string; readonly until: Instant }> => {
      const [secret, until] = [newSecret(), (now() + overlapMs) as Instant]
      if (!(await store.rotate(id, secret, until))) throw noSuch(id)
      return { secret, until }
    },
    /** Sends a ping, signed as everything is, once. @throws AppError NOT_FOUND */
    ping: async (id: string): Promise<PostOutcome> => {
      const [webhook, secrets] = [await store.find(id), await store.secrets(id)]
      if (webhook === null || secrets === null) throw noSuch(id)
      const body = bodyOfPing(now(), id)
      return post(webhook.url, signedHeaders(`msg_${randomBytes(16).toString('hex')}`, now(), body, secrets), body)
    },
    remove: async (id: string): Promise<void> => { if (!(await store.remove(id))) throw noSuch(id) },
    enable: async (id: string): Promise<void> => { if (!(await store.enable(id))) throw noSuch(id) },
    list: () => store.list(),
    dead: (webhookId: string | null, limit: number) => store.deliveries({ webhookId, state: 'DEAD' }, limit),
    /** How many wait again. @throws AppError NOT_FOUND for one that is not dead, or whose webhook is off */
    retry: async (id: string | null): Promise<number> => {
      const count = await store.retry(id)
      if (id !== null && count === 0) throw new AppError('NOT_FOUND', `There is no dead delivery ${JSON.stringify(id)} of an active webhook: "racegraph webhooks dead" says which are dead, and "racegraph webhooks enable" turns a webhook on again.`)
      return count
    },
  }
}
export type WebhookDesk = ReturnType<typeof webhookDesk>
