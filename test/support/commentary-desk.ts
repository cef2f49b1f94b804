import type { Commentary, CommentarySource, CommentaryStyle, Sentence } from '../../src/commentary/commentary'
import type { FactSheet } from '../../src/commentary/fact'
import type { Instant } from '../../src/domain/instant'
import { absentClient } from '../../src/llm/absent-client'
import type { LlmClient } from '../../src/llm/llm'
import { commentaryStore } from '../../src/storage/commentary/commentary-store'
import { raceStamps } from '../../src/storage/commentary/race-stamps'
import { withRunner } from '../../src/storage/sql-runner'
import { createDesk } from '../../src/usecases/commentary/create-desk'
import type { DeskDeps, DeskLimits } from '../../src/usecases/commentary/desk-deps'
import type { CommentaryAsk, CommentaryDesk, CommentaryListener } from '../../src/usecases/commentary/ports'
import type { TestDatabase } from './database'
import { handTimers, type HandTimers } from './hand-timers'
import { beforeOff } from './served-races'

export const PREVIEW: CommentaryStyle = { kind: 'PREVIEW', tone: 'NEUTRAL', length: 'SHORT', locale: 'en' }
export const ask = (raceId: number, more: Partial<CommentaryAsk> = {}): CommentaryAsk => ({ raceId, ...PREVIEW, waitMs: 0, ...more })

/** A sentence as a model gives it. */
export const said = (runner: string, facts: readonly string[], text: string): { readonly runner: string; readonly facts: readonly string[]; readonly text: string } => ({ runner, facts, text })
/** Three true sentences on the race of four of `fact-sheet.ts`. */
export const TRUE = [
  said('r1', ['r1.1', 'r1.7'], 'Silver Ledger has a career record of 5 wins from 16 starts.'), said('r2', ['r2.1', 'r2.11'], 'Copper Tide starts from barrier 1.'), said('r3', ['r3.1', 'r3.12'], 'Night Harbour carries 55.5 kg.'),
]
export const answer = (sentences: readonly unknown[] = TRUE): { readonly json: unknown } => ({ json: { sentences } })

/** Sentences that name the kind and the number of runners, so that tests know them; of each runner there is one. */
export const plainTemplate = (sheet: FactSheet, { kind }: CommentaryStyle): readonly Sentence[] => [
  { text: `By the template: ${kind.toLowerCase()} of ${sheet.venue}.`, runnerId: null, factIds: ['race.3'] },
  ...sheet.runners.filter(({ scratched }) => !scratched).map(({ horse, runnerId, slot }) => ({ text: `By the template: ${horse}.`, runnerId, factIds: [`${slot}.1`] })),
]

export interface TestDesk {
  readonly desk: CommentaryDesk
  readonly timers: HandTimers
  readonly warnings: readonly string[]
  /** What was gathered so far: race and instant of each call. */
  readonly gathered: readonly (readonly [raceIds: readonly number[], asOf: Instant | null])[]
  at: Instant
  /** What is known of each race; null: nothing. */
  sheet: (raceId: number, asOf: Instant) => FactSheet | null
}
/** A desk over a real database, on a clock that is set by hand, an hour before the off of races by `addRaces`. */
export function testDesk(database: Pick<TestDatabase, 'pool'>, sheet: TestDesk['sheet'], { client = absentClient(), limits, ...more }: Partial<Omit<DeskDeps, 'limits'>> & { readonly client?: LlmClient; readonly limits?: Partial<DeskLimits> } = {}): TestDesk {
  const warnings: string[] = []
  const gathered: [readonly number[], Instant | null][] = []
  const timers = handTimers()
  const open = <T>(use: Parameters<typeof withRunner<T>>[1]): Promise<T> => withRunner(database.pool, use)
  const state: { at: Instant; sheet: TestDesk['sheet'] } = { at: beforeOff(60), sheet }
  const desk = createDesk({
    client, timers, now: () => state.at, template: plainTemplate, stamps: raceStamps(open, () => state.at), store: commentaryStore(open), warn: (problem) => { warnings.push(problem) }, ...(limits === undefined ? {} : { limits }),
    gather: (raceIds, asOf) => { gathered.push([raceIds, asOf]); return Promise.resolve(raceIds.map((id) => state.sheet(id, asOf ?? state.at))) }, ...more,
  })
  return { desk, timers, warnings, gathered, get at() { return state.at }, set at(value) { state.at = value }, get sheet() { return state.sheet }, set sheet(value) { state.sheet = value } }
}

/** Comes back when it is so, looking again after all that is due. */
export const untilSo = async (isSo: () => boolean): Promise<void> => { while (!isSo()) await new Promise((resolve) => { setImmediate(resolve) }) }

export interface Heard extends CommentaryListener {
  /** What was told, in order: text of a sentence by whom, `restart`, `done`, `failed`. */
  readonly events: readonly string[]
  readonly sentences: readonly { readonly sentence: Sentence; readonly source: CommentarySource }[]
  /** Resolves when it has heard so many events. */
  until(events: number): Promise<void>
  /** Resolves when it was told what sentences rest on: from then on it hears all. */
  readonly joined: Promise<void>
  /** The whole, or why not. */
  readonly ended: Promise<Commentary>
}
export function listening(): Heard {
  const events: string[] = []
  const sentences: { sentence: Sentence; source: CommentarySource }[] = []
  const waiting: (() => void)[] = []
  let [settle, fail]: [(commentary: Commentary) => void, (cause: unknown) => void] = [() => undefined, () => undefined]
  let join = (): void => undefined
  const joined = new Promise<void>((resolve) => { join = resolve })
  const ended = new Promise<Commentary>((resolve, reject) => { [settle, fail] = [resolve, reject] })
  ended.catch(() => undefined)
  const note = (event: string): void => { events.push(event); for (const wake of waiting.splice(0)) wake() }
  return {
    events, sentences, ended, joined, begun: () => { join() },
    sentence: (sentence, source) => { sentences.push({ sentence, source }); note(`${source}: ${sentence.text}`) }, restart: () => { note('restart') },
    done: (commentary) => { note('done'); settle(commentary) }, failed: (cause) => { note('failed'); fail(cause) },
    until: async (count) => { while (events.length < count) await new Promise<void>((resolve) => { waiting.push(resolve) }) },
  }
}
