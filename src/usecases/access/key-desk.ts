import { digestOfKey, idInKey, newKeyId, newKeyText } from '../../access/api-key'
import { isAddressRange } from '../../access/address-list'
import { isScope, SCOPES } from '../../access/scope'
import { AppError } from '../../domain/errors'
import type { Instant } from '../../domain/instant'
import { MOST_KEYS, type ApiKey, type KeyStore, type KeyTerms } from './ports'

/** As somebody typed them. */
export interface AskedTerms extends Omit<KeyTerms, 'scopes'> { readonly scopes: readonly string[] }
/** The text is nowhere else, and cannot be shown again. */
export interface MadeKey { readonly key: ApiKey; readonly text: string }
export interface KeyDesk {
  /** @throws AppError BAD_USER_INPUT */
  create(asked: AskedTerms): Promise<MadeKey>
  /** A new secret; that up to now is taken for `overlapMs` more. @throws AppError NOT_FOUND, BAD_USER_INPUT */
  rotate(id: string, overlapMs: number): Promise<MadeKey>
  /** For ever, in every process within a second. @throws AppError NOT_FOUND */
  revoke(id: string): Promise<ApiKey>
  list(): Promise<readonly ApiKey[]>
}
export interface KeyDeskDeps { readonly store: KeyStore; readonly tiers: readonly string[]; readonly now: () => Instant }

const [LONGEST_NAME, LONGEST_ORIGIN, MOST_ENTRIES, LONGEST_OVERLAP_MS, MOST_OLDER, MOST_TRIES] = [100, 300, 100, 90 * 86_400_000, 10, 20]
const refuse = (message: string): never => { throw new AppError('BAD_USER_INPUT', message) }
const isOrigin = (text: string): boolean => { try { return new URL(text).origin === text } catch { return false } }

export function keyDesk({ store, tiers, now }: KeyDeskDeps): KeyDesk {
  const checked = (asked: AskedTerms): KeyTerms => {
    for (const [what, text] of [['--name', asked.name], ['--owner', asked.owner]] as const) {
      if (text.trim() === '' || text.length > LONGEST_NAME || /\p{Cc}/u.test(text)) refuse(`${what} is ${JSON.stringify(text.slice(0, LONGEST_NAME))}: it must be 1 to ${LONGEST_NAME} characters on one line.`)
    }
    if (!tiers.includes(asked.tier)) refuse(`There is no tier ${JSON.stringify(asked.tier)}: there are ${tiers.join(', ')} (docs/access/limits.md).`)
    const scopes = asked.scopes.filter(isScope)
    if (scopes.length !== asked.scopes.length || scopes.length === 0) refuse(`--scopes is ${JSON.stringify(asked.scopes.join(','))}: it must be one or more of ${SCOPES.join(', ')}, separated by commas.`)
    for (const origin of asked.origins) if (!isOrigin(origin) || origin.length > LONGEST_ORIGIN) refuse(`--origins has ${JSON.stringify(origin.slice(0, LONGEST_ORIGIN))}: an origin is written like https://partner.example, without a path.`)
    for (const address of asked.addresses) if (!isAddressRange(address)) refuse(`--addresses has ${JSON.stringify(address)}: it must be an address, or a range such as 10.0.0.0/8 or 2001:db8::/32.`)
    if (asked.origins.length > MOST_ENTRIES || asked.addresses.length > MOST_ENTRIES) refuse(`A key has at most ${MOST_ENTRIES} origins and ${MOST_ENTRIES} addresses.`)
    if (asked.expiresAt !== null && asked.expiresAt <= now()) refuse(`--expires is ${new Date(asked.expiresAt).toISOString()}, which is past.`)
    return { ...asked, scopes: SCOPES.filter((scope) => scopes.includes(scope)) }
  }
  const shown = async (id: string): Promise<ApiKey> => await store.get(id) ?? notFound(id)
  return {
    create: async (asked) => {
      const terms = checked(asked)
      const id = newKeyId()
      const text = newKeyText(id)
      if (!await store.create(id, terms, digestOfKey(text), now())) refuse(`There are ${MOST_KEYS} keys, and no process holds more: revoke those that "racegraph keys list" says nobody used. They make room 30 days after they ended.`)
      return { key: await shown(id), text }
    },
    rotate: async (said, overlapMs) => {
      if (!(overlapMs >= 0 && overlapMs <= LONGEST_OVERLAP_MS)) refuse('--overlap must be from 0 to 90 days, such as 24h or 7d.')
      const id = bareId(said)
      const text = newKeyText(id)
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const { revokedAt, olderSecrets, overlapUntil } = await shown(id)
        if (revokedAt !== null) refuse(`Key ${id} was revoked on ${new Date(revokedAt).toISOString()}, which is for ever: make another one.`)
        if (overlapMs > 0 && olderSecrets >= MOST_OLDER) refuse(`Key ${id} has ${olderSecrets} older secrets that are still taken, the last until ${new Date(overlapUntil ?? 0).toISOString()}: "--overlap 0s" ends them all now.`)
        if (await store.rotate(id, digestOfKey(text), now(), (now() + overlapMs) as Instant)) return { key: await shown(id), text }
      }
      throw new AppError('OVERLOADED', `Key ${id} is being changed by others again and again: try again.`)
    },
    revoke: async (said) => {
      const id = bareId(said)
      if (await store.revoke(id, now()) === null) notFound(id)
      return shown(id)
    },
    list: () => store.list(),
  }
}
/** Whoever holds a key that leaked may give it whole; it goes no further. */
const bareId = (said: string): string => {
  const read = idInKey(said)
  if (typeof read === 'object') return read.id
  if (!/^[0-9A-Za-z]{1,20}$/.test(said)) refuse('That is no id of a key: it is the 10 letters between "rg_" and the next "_", as "racegraph keys list" shows them.')
  return said
}
const notFound = (id: string): never => { throw new AppError('NOT_FOUND', `There is no key ${JSON.stringify(id)}: "racegraph keys list" shows them. The id is what stands between "rg_" and the next "_".`) }
