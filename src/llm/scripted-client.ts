import type { Instant } from '../domain/instant'
import type { Checked, LlmAttempt, LlmClient, LlmFailure, LlmOutcome, LlmRequest, LlmSink } from './llm'

/** One answer: what the model says, or how it fails. */
export type ScriptedAnswer = ({ readonly json: unknown } | { readonly text: string } | { readonly fail: LlmFailure; readonly reason?: string }) & {
  /** Streams give the text in pieces of so many characters; without it whole. */
  readonly pieces?: number
  /** Runs before each piece of a stream, or once before an answer: wait here for what a test wants first. */
  readonly before?: () => Promise<void>
  readonly costUsd?: number
}
export interface ScriptedClient extends LlmClient { readonly requests: readonly LlmRequest<unknown>[]; readonly closed: boolean }
interface Options { readonly id?: string; readonly synthetic?: boolean; readonly cutoff?: Instant | null; readonly at?: Instant }

const read = <T>(text: string, check: (value: unknown) => Checked<T>): { readonly outcome: 'ok' | 'semantic' | 'badJson'; readonly checked: Checked<T> } => {
  let value: unknown
  try { value = JSON.parse(text) } catch { return { outcome: 'badJson', checked: { ok: false, problem: 'the answer is not JSON' } } }
  const checked = check(value)
  return { outcome: checked.ok ? 'ok' : 'semantic', checked }
}

const gaveUp = (signal: AbortSignal | undefined): boolean => signal?.aborted ?? false

/** For tests: answers in the order of the script, or as the function says; re-asks take the next answer. Without retries, budget and time. @throws Error when the script is at its end */
export function scriptedClient(script: readonly ScriptedAnswer[] | ((request: LlmRequest<unknown>, index: number) => ScriptedAnswer), { id = 'scripted', synthetic = false, cutoff = null, at = 0 as Instant }: Options = {}): ScriptedClient {
  const requests: LlmRequest<unknown>[] = []
  let asked = 0
  let closed = false
  const next = (request: LlmRequest<unknown>): ScriptedAnswer => {
    const answer = typeof script === 'function' ? script(request, asked) : script[asked]
    asked += 1
    if (answer === undefined) throw new Error(`the script has ${asked - 1} answers, and was asked for another: ${request.purpose} of ${request.subject ?? 'nothing'}`)
    return answer
  }
  const tell = async (answer: ScriptedAnswer, text: string, sink: LlmSink | null, signal: AbortSignal | undefined): Promise<void> => {
    const step = answer.pieces ?? Math.max(1, text.length)
    for (let from = 0; sink !== null && from < text.length && !gaveUp(signal); from += step) { await answer.before?.(); if (!gaveUp(signal)) sink.text(text.slice(from, from + step)) }
    if (sink === null) await answer.before?.()
  }
  const run = async <T>(request: LlmRequest<T>, sink: LlmSink | null): Promise<LlmOutcome<T>> => {
    requests.push(request as LlmRequest<unknown>)
    const attempts: LlmAttempt[] = []
    const ended = (): { attempts: readonly LlmAttempt[]; costUsd: number } => ({ attempts, costUsd: attempts.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0) })
    for (let round = 0; ; round += 1) {
      if (gaveUp(request.signal)) return { kind: 'cancelled', reason: 'whoever asked gave up', ...ended() }
      const answer = next(request as LlmRequest<unknown>)
      const attempt = (outcome: LlmAttempt['outcome']): void => {
        attempts.push({ at, purpose: request.purpose, subject: request.subject, model: id, answeredBy: id, effort: request.effort ?? null, outcome, status: 200, code: null, requestId: `scripted-${asked}`, durationMs: 0, usage: null, costUsd: answer.costUsd ?? 0, priceVersion: 'scripted', synthetic })
      }
      if ('fail' in answer) { await answer.before?.(); return { kind: answer.fail, reason: answer.reason ?? 'as the script says', ...ended() } }
      const text = 'text' in answer ? answer.text : JSON.stringify(answer.json)
      await tell(answer, text, sink, request.signal)
      if (gaveUp(request.signal)) { attempt('cancelled'); return { kind: 'cancelled', reason: 'whoever asked gave up', ...ended() } }
      const { outcome, checked } = read(text, request.check)
      attempt(outcome)
      if (checked.ok) return { kind: round === 0 ? 'ok' : 'repaired', value: checked.value, model: id, ...ended() }
      if (!request.reAsk || round > 0 || sink?.published === true) return { kind: 'invalid', reason: checked.problem, ...ended() }
      sink?.restart()
    }
  }
  return {
    model: { id, synthetic, cutoff }, requests,
    get closed() { return closed },
    generate: (request) => run(request, null),
    stream: (request, sink) => run(request, sink),
    close: () => { closed = true; return Promise.resolve() },
  }
}
