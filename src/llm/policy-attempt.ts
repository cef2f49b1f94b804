import type { Instant } from '../domain/instant'
import { attemptCost } from './attempt-cost'
import type { AttemptOutcome, LlmAttempt, LlmRequest } from './llm'
import { afterAbort } from './policy-waits'
import type { PolicyDeps, PolicySettings } from './policy-settings'
import type { Reservation } from './policy-budget'
import { mostTokensOf, worstCostOf } from './prices'
import type { Answer, Ask } from './provider'
import { readText, type ReadText } from './read-answer'

/** A provider that was told to stop and does not say so within this is not waited for, milliseconds. */
const STOP_MS = 250
const SILENT: Answer = { ending: { kind: 'fault', fault: 'cancelled', problem: 'it was given up', retryAfterMs: null }, model: null, status: null, code: null, requestId: null, usage: null }

export interface Judged<T> {
  readonly answer: Answer
  readonly outcome: AttemptOutcome
  readonly read: ReadText<T> | null
  readonly told: LlmAttempt
  /** Done once the ledger and the budget know; never rejects. */
  readonly recording: Promise<void>
}

/** The most that it can cost, US dollars. */
export const worstOf = (ask: Ask, { worstPrice }: Pick<PolicySettings, 'worstPrice'>, synthetic: boolean, now: Instant): number => {
  if (synthetic) return 0
  const texts = [ask.instructions, ...ask.input.map(({ content }) => content), JSON.stringify(ask.schema.json)]
  return worstCostOf(ask.model, mostTokensOf(texts), ask.maxOutputTokens, now, worstPrice)
}

const outcomeOf = <T>(answer: Answer, read: ReadText<T> | null, givenUp: boolean): AttemptOutcome => {
  const { ending } = answer
  if (read !== null) return read.outcome
  if (ending.kind !== 'fault') return ending.kind === 'text' ? 'badJson' : ending.kind
  // What was stopped by us was stopped for the deadline, or because whoever asked gave up.
  return ending.fault === 'cancelled' && !givenUp ? 'timeout' : ending.fault
}

interface Attempted<T> { readonly request: LlmRequest<T>; readonly ask: Ask; /** Kept for it, and the most that it can cost. */ readonly reservation: Reservation; readonly worst: number }

/** What it may cost beyond what the ledger knows: without a known cost the worst of its tokens, and where those are not known either, all that was kept. */
const beyondLedger = (told: LlmAttempt, recorded: boolean, worst: number, { worstPrice }: PolicySettings): number => {
  if (told.costUsd !== null) return recorded ? 0 : told.costUsd
  return told.usage === null ? worst : worstCostOf(told.model, told.usage.input, told.usage.output, told.at, worstPrice)
}

/** One request to the provider, and what came of it in the ledger. `gaveUp`: whether it was stopped because nobody wants it, not because its time was over. */
export async function attempt<T>(deps: PolicyDeps, settings: PolicySettings, { request, ask, reservation, worst }: Attempted<T>, stop: AbortSignal, gaveUp: () => boolean, onText: ((piece: string) => void) | null): Promise<Judged<T>> {
  const { provider, ledger, now, timers, tell } = deps
  const at = now()
  const silence = afterAbort(timers, STOP_MS, stop)
  const answer = await Promise.race([provider.ask(ask, stop, onText), silence.done.then(() => SILENT)])
  silence.off()
  const read = answer.ending.kind === 'text' ? readText(answer.ending.text, request, tell) : null
  const told: LlmAttempt = {
    at, purpose: request.purpose, subject: request.subject, model: ask.model, answeredBy: answer.model, effort: ask.effort, outcome: outcomeOf(answer, read, gaveUp()), status: answer.status, code: answer.code,
    requestId: answer.requestId, durationMs: Math.max(0, now() - at), usage: answer.usage, synthetic: provider.synthetic, ...attemptCost(answer, ask.model, provider.synthetic, at),
  }
  deps.onAttempt?.(told)
  const recording = ledger.record(told).then(() => true, (error: unknown) => { tell('an attempt could not be written to the ledger of language models; its cost counts until midnight in this process only', error); return false })
    .then((recorded) => { reservation.settle(recorded ? told.costUsd ?? 0 : 0, beyondLedger(told, recorded, worst, settings)) })
  return { answer, outcome: told.outcome, read, told, recording }
}
