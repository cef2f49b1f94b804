import { instant, type Instant } from '../../../src/domain/instant'
import type { Timers } from '../../../src/domain/timers'
import type { LlmRequest, LlmSink, LlmUsage } from '../../../src/llm/llm'
import { policyClient, type PolicyClient } from '../../../src/llm/policy'
import { DEFAULT_POLICY, type PolicySettings } from '../../../src/llm/policy-settings'
import type { LlmLedger } from '../../../src/llm/ports'
import type { Answer, Ask, Fault, Provider } from '../../../src/llm/provider'
import { type MemoryLedger, memoryLedger } from './memory-ledger'

/** A clock with its timers: time passes when `pass` says so, or by itself to the next timer when `auto` is on. */
export interface HandClock extends Timers { readonly now: () => Instant; pass(ms: number): void; readonly next: number | null }
export const handClock = (at = '2026-11-23T12:00:00Z'): HandClock => {
  let now = instant(at)
  const timers = new Set<{ readonly due: number; readonly run: () => void }>()
  return {
    now: () => now,
    get next() { return timers.size === 0 ? null : Math.min(...[...timers].map(({ due }) => due)) - now },
    after: (ms, run) => { const timer = { due: now + ms, run }; timers.add(timer); return () => { timers.delete(timer) } },
    pass: (ms) => {
      now = now + ms as Instant
      for (const timer of [...timers].filter(({ due }) => due <= now).sort((a, b) => a.due - b.due)) { timers.delete(timer); timer.run() }
    },
  }
}

export const usage = (input: number, output: number, cached = 0): LlmUsage => ({ input, cached, cacheWritten: 0, output, reasoning: 0 })
const head = { status: 200, code: null, requestId: 'req_1', model: null, usage: usage(1_000, 100) }
export const says = (text: string, more: Partial<Answer> = {}): Answer => ({ ...head, ending: { kind: 'text', text }, ...more })
export const refuses = (words: string): Answer => ({ ...head, ending: { kind: 'refused', words } })
export const stopsShort = (why = 'max_output_tokens'): Answer => ({ ...head, ending: { kind: 'incomplete', why } })
export const fails = (fault: Fault, { status = null, retryAfterMs = null, code = null }: { readonly status?: number | null; readonly retryAfterMs?: number | null; readonly code?: string | null } = {}): Answer =>
  ({ ending: { kind: 'fault', fault, problem: `it is ${fault}`, retryAfterMs }, model: null, status, code, requestId: null, usage: null })

/** One answer; a function decides by what was asked, and may give text on its way, wait, or hang until it is aborted. */
export type Play = Answer | ((ask: Ask, signal: AbortSignal, onText: (piece: string) => void) => Promise<Answer>)
/** Never answers; ends when it is aborted. */
export const hangs: Play = (_ask, signal) => new Promise((resolve) => { signal.addEventListener('abort', () => { resolve(fails('cancelled')) }) })

export interface Bench { readonly client: PolicyClient; readonly asked: readonly Ask[]; readonly clock: HandClock; readonly ledger: MemoryLedger; readonly told: readonly string[] }
interface BenchOptions { readonly settings?: Partial<PolicySettings>; readonly ledger?: LlmLedger; readonly synthetic?: boolean; readonly random?: number }

/** The policy over a provider that plays a part, with time in the test's hand. */
export function bench(plays: readonly Play[], { settings = {}, ledger, synthetic = false, random = 0 }: BenchOptions = {}): Bench {
  const asked: Ask[] = []
  const told: string[] = []
  const clock = handClock()
  const kept = memoryLedger()
  const provider: Provider = {
    synthetic,
    ask: (ask, signal, onText) => {
      const play = plays[asked.length]
      asked.push(ask)
      if (play === undefined) throw new Error(`the part has ${plays.length} answers, and was asked for another`)
      return typeof play === 'function' ? play(ask, signal, onText ?? (() => undefined)) : Promise.resolve(play)
    },
  }
  const client = policyClient({ provider, ledger: ledger ?? kept, now: clock.now, timers: clock, random: () => random, tell: (problem) => { told.push(problem) } }, { ...DEFAULT_POLICY, chain: ['gpt-5.6-terra', 'gpt-6.1-terra'], ...settings })
  return { client, asked, clock, ledger: kept, told }
}

export interface Win { readonly win: number }
export const SCHEMA = { type: 'object', properties: { win: { type: 'integer' } }, required: ['win'], additionalProperties: false }
/** Asks for a whole number above 10. */
export const wanted = (more: Partial<LlmRequest<Win>> = {}): LlmRequest<Win> => ({
  purpose: 'OPINION', subject: '7', instructions: 'Answer.', input: 'Which?', schema: { name: 'win', json: SCHEMA }, maxOutputTokens: 1_000, deadlineMs: 30_000, cacheKey: 'test', reAsk: false,
  check: (value) => {
    const win = (value as { win?: unknown } | null)?.win
    return typeof win === 'number' && win > 10 ? { ok: true, value: { win } } : { ok: false, problem: 'win must be above 10' }
  },
  ...more,
})

export interface MemorySink extends LlmSink { published: boolean; readonly heard: readonly string[] }
export const memorySink = (): MemorySink => {
  const heard: string[] = []
  return { published: false, heard, text: (piece) => { heard.push(piece) }, restart: () => { heard.push('<restart>') } }
}

/** Lets everything that waits for nothing but its turn run. */
export const settle = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve) })
/** Passes time from timer to timer until the work is done. */
export async function through<T>(clock: HandClock, work: Promise<T>): Promise<T> {
  let done = false
  const ended = (): void => { done = true }
  work.then(ended, ended)
  for (;;) {
    await settle()
    if (done) return work
    if (clock.next === null) throw new Error('it waits for what is no timer')
    clock.pass(clock.next)
  }
}
