import type { Commentary } from '../../commentary/commentary'
import type { FactSheet } from '../../commentary/fact'
import type { Instant } from '../../domain/instant'
import { carryOut, commentaryKey, type Commission, type Written } from './commission'
import type { DeskDeps, DeskLimits } from './desk-deps'
import { BUSY } from './fell-back'
import { keptCommentary, type Kept } from './kept-commentary'
import type { CommentaryAsk, Ground, RaceStamp } from './ports'
import { isForModel, momentOf, stampOf, stands } from './standing'
import { isTellable } from './tellable'
import { templateCommentary } from './template-commentary'
import type { Writers } from './writers'
import type { Writing } from './writing'

/** What can be told now, and who writes something better. */
export interface Looked { readonly commentary: Commentary; readonly writing: Writing | null }
export interface LookingDeps extends DeskDeps { readonly limits: DeskLimits; readonly writers: Writers }
export interface Looking { look(asks: readonly Omit<CommentaryAsk, 'waitMs'>[]): Promise<readonly (Looked | null)[]> }

type Ask = Omit<CommentaryAsk, 'waitMs'>
/** One thing that is asked for, however often. */
interface Wanted { readonly slot: string; readonly ask: Ask; readonly race: RaceStamp; readonly stamp: string }
export const slotOf = ({ raceId, kind, tone, length, locale }: Ask): string => `${raceId} ${kind} ${tone} ${length} ${locale}`

/** A model that has no time for another one is not asked for so long, milliseconds. */
const BUSY_MS = 5_000
/** Sheets are gathered for so many races together: a meeting, and memory stays small. */
const TOGETHER = 16

const groundOf = ({ asOf, synthetic, facts }: FactSheet, syntheticModel: boolean): Ground => ({ asOf, synthetic, facts: facts.filter(({ untrusted }) => !untrusted), syntheticModel })

/** Finds what stands, and makes the rest. Whatever is asked for at the same time is looked for once. */
export function createLooking(deps: LookingDeps): Looking {
  const { limits, writers, client, now } = deps
  const memory = keptCommentary(limits.remembered)
  /** By slot and stamp. */
  const beginning = new Map<string, Promise<ReadonlyMap<string, Looked | null>>>()

  const looked = (kept: Kept): Looked | null => (kept.commentary === null ? null : { commentary: kept.commentary, writing: kept.key === null ? null : writers.of(kept.key) })
  const isDue = ({ key, retryAt }: Kept, at: Instant): boolean => client.model !== null && retryAt !== null && at >= retryAt && (key === null || writers.of(key) === null)
  const remembered = ({ slot, ask, race }: Wanted, at: Instant): Looked | null | undefined => {
    const kept = memory.get(slot)
    return kept !== undefined && stands(kept, ask.kind, race, at, limits.maxAgeMs) && !isDue(kept, at) ? looked(kept) : undefined
  }

  /** Tells what the sheet gives, and has the model write where it is to. */
  async function begun({ slot, ask, stamp, race }: Wanted, sheet: FactSheet | null, at: Instant): Promise<Looked | null> {
    if (sheet === null) return null
    const put = (part: Pick<Kept, 'commentary' | 'key' | 'retryAt'>): Looked | null => { const kept = { stamp, asOf: sheet.asOf, ...part }; memory.put(slot, kept); return looked(kept) }
    if (!isTellable(sheet, ask.kind, limits.move)) return put({ commentary: null, key: null, retryAt: null })
    const template = (fellBack: string | null): Commentary => templateCommentary(sheet, ask, deps.template(sheet, ask), now(), fellBack)
    if (client.model === null || !isForModel(ask.kind, race, at)) return put({ commentary: template(null), key: null, retryAt: null })
    const key = commentaryKey(deps, limits, sheet, ask)
    const stored = writers.of(key) === null ? await deps.store.find(key) : null
    if (stored !== null) return put({ commentary: { ...stored, asOf: sheet.asOf }, key: null, retryAt: null })
    const commission: Commission = { sheet, style: ask, template: template(null), key, stamp: voiced(stamp) }
    const writing = writers.of(key) ?? writers.begin(key, groundOf(sheet, client.model.synthetic), async (page) => {
      const end = ({ commentary, again }: Written): Commentary => {
        if (!page.signal.aborted && (memory.get(slot)?.asOf ?? sheet.asOf) <= sheet.asOf) memory.put(slot, { stamp, asOf: sheet.asOf, commentary, key, retryAt: again })
        return commentary
      }
      try { return end(await carryOut(deps, commission, page)) } catch (error) {
        end({ commentary: commission.template, again: (now() + limits.failedMs) as Instant })
        throw error
      }
    })
    if (writing === null) return put({ commentary: template(BUSY), key, retryAt: (at + BUSY_MS) as Instant })
    return put({ commentary: commission.template, key, retryAt: at })
  }
  /** Texts of the stand-in do not stand where a model writes, nor the other way round. */
  const voiced = (stamp: string): string => `${client.model?.synthetic === true ? 'stand-in' : 'model'} ${stamp}`
  /** What was paid for once and still stands, also by another process. */
  async function stored(wanted: readonly Wanted[], at: Instant): Promise<ReadonlyMap<string, Looked | null>> {
    const found = new Map<string, Looked | null>()
    const byStyle = new Map<string, Wanted[]>()
    for (const one of wanted) { const style = slotOf({ ...one.ask, raceId: 0 }); byStyle.set(style, [...byStyle.get(style) ?? [], one]) }
    for (const group of byStyle.values()) {
      const [first] = group
      if (first === undefined) continue
      const latest = await deps.store.latest(group.map(({ ask }) => ask.raceId), first.ask)
      for (const { slot, ask, stamp, race } of group) {
        const kept = latest.get(ask.raceId)
        if (kept === undefined || kept.stamp !== voiced(stamp)) continue
        const entry: Kept = { stamp, asOf: kept.commentary.asOf, commentary: kept.commentary, key: null, retryAt: null }
        if (!stands(entry, ask.kind, race, at, limits.maxAgeMs)) continue
        memory.put(slot, entry)
        found.set(slot, looked(entry))
      }
    }
    return found
  }
  async function begin(wanted: readonly Wanted[], at: Instant): Promise<ReadonlyMap<string, Looked | null>> {
    const found = new Map(await stored(wanted, at))
    const byMoment = new Map<Instant | null, Wanted[]>()
    for (const one of wanted.filter(({ slot }) => !found.has(slot))) { const moment = momentOf(one.ask.kind, one.race, at); byMoment.set(moment, [...byMoment.get(moment) ?? [], one]) }
    for (const [moment, group] of byMoment) {
      const raceIds = [...new Set(group.map(({ ask }) => ask.raceId))]
      for (let from = 0; from < raceIds.length; from += TOGETHER) {
        const some = raceIds.slice(from, from + TOGETHER)
        const sheets = new Map((await deps.gather(some, moment)).map((sheet, i) => [some[i], sheet]))
        for (const one of group) { const sheet = sheets.get(one.ask.raceId); if (sheet !== undefined) found.set(one.slot, await begun(one, sheet, at)) }
      }
    }
    return found
  }
  /** Those that nobody looks for yet; waits for the others. */
  async function lookFor(wanted: readonly Wanted[], at: Instant): Promise<ReadonlyMap<string, Looked | null>> {
    const keyOf = ({ slot, stamp }: Wanted): string => `${slot} ${stamp}`
    const own = wanted.filter((one) => !beginning.has(keyOf(one)))
    if (own.length > 0) {
      const work = begin(own, at).finally(() => { for (const one of own) beginning.delete(keyOf(one)) })
      for (const one of own) beginning.set(keyOf(one), work)
    }
    const works = await Promise.all(new Set(wanted.flatMap((one) => beginning.get(keyOf(one)) ?? [])))
    return new Map(works.flatMap((work) => [...work]))
  }

  return {
    look: async (asks) => {
      if (asks.length === 0) return []
      const stamps = await deps.stamps([...new Set(asks.map(({ raceId }) => raceId))])
      const at = now()
      const [found, wanted] = [new Map<string, Looked | null>(), new Map<string, Wanted>()]
      for (const ask of asks) {
        const [slot, race] = [slotOf(ask), stamps.get(ask.raceId)]
        const stamp = race === undefined ? null : stampOf(ask.kind, race)
        if (race === undefined || stamp === null || found.has(slot)) continue
        const one: Wanted = { slot, ask, race, stamp }
        const there = remembered(one, at)
        if (there === undefined) wanted.set(slot, one)
        else found.set(slot, there)
      }
      const made = wanted.size === 0 ? new Map<string, Looked | null>() : await lookFor([...wanted.values()], at)
      return asks.map((ask) => found.get(slotOf(ask)) ?? made.get(slotOf(ask)) ?? null)
    },
  }
}
