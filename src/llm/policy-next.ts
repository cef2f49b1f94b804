import type { LlmFailure, LlmOutcome } from './llm'
import { type Course, stopped } from './policy-course'
import type { Judged } from './policy-attempt'
import { again, concernsAll, costOfAll, failure, isUnwell, passes } from './policy-outcome'
import { waitBefore } from './policy-waits'

/** Over, or asked again after so many milliseconds. */
export type Step<T> = { readonly over: LlmOutcome<T> } | { readonly waitMs: number }
const AT_ONCE = { waitMs: 0 }

const problemOf = ({ answer: { ending }, outcome }: Judged<unknown>): string => (ending.kind === 'fault' ? ending.problem : outcome)
const retryAfterOf = ({ answer: { ending } }: Judged<unknown>): number | null => (ending.kind === 'fault' ? ending.retryAfterMs : null)

/** What to do after an attempt. Nothing is tried again once something of it was published. */
export function nextStep<T>(course: Course<T>, judged: Judged<T>): Step<T> {
  const { shared, shared: { deps, settings, choice }, request, sink, stop, attempts } = course
  const { answer, answer: { ending }, outcome, read, told } = judged
  const over = (kind: LlmFailure, reason: string): Step<T> => ({ over: failure(kind, reason, attempts) })
  const mayRepeat = sink?.published !== true && !stop.aborted
  if (read?.outcome === 'ok') return { over: { kind: course.reAsked ? 'repaired' : 'ok', value: read.value, model: answer.model ?? told.model, attempts, costUsd: costOfAll(attempts) } }
  if (read !== null) {
    if (!request.reAsk || course.reAsked || !mayRepeat) return over('invalid', read.problem)
    course.reAsked = true
    const own = ending.kind === 'text' && ending.text.trim() !== '' ? [{ role: 'assistant', content: ending.text } as const] : []
    course.input = [...course.input, ...own, { role: 'user', content: again(read.problem) }]
    return AT_ONCE
  }
  if (ending.kind === 'refused') return over('refused', ending.words)
  if (ending.kind === 'incomplete') {
    if (ending.why !== 'max_output_tokens' || course.lower || !mayRepeat) return over('incomplete', `the answer is not whole: ${ending.why}`)
    course.lower = true
    course.maxOutputTokens *= 2
    return AT_ONCE
  }
  if (stop.aborted) return { over: stopped(course) }
  const problem = problemOf(judged)
  if (outcome === 'modelNotFound') return mayRepeat && choice.look(deps.now()) !== null ? AT_ONCE : over('unavailable', problem)
  const part = ending.kind === 'fault' ? ending.part : undefined
  if (part !== undefined && mayRepeat && !shared.unknownParts.has(`${told.model} ${part}`)) {
    shared.unknownParts.add(`${told.model} ${part}`)
    deps.tell(`${told.model} does not take the ${part} that it was asked with; it is asked without from now on: ${problem}`)
    return AT_ONCE
  }
  if (!passes(outcome) || !mayRepeat || course.retries >= settings.retries) return over('unavailable', problem)
  const waitMs = waitBefore(course.retries, retryAfterOf(judged), deps.random)
  if (deps.now() + waitMs >= course.end) return over('unavailable', `${problem}; there is no time to try again`)
  course.retries += 1
  return { waitMs }
}

/** What an attempt says of the provider, for all requests to come. */
export function learn({ shared: { deps, settings, breaker, choice }, end }: Course<unknown>, judged: Judged<unknown>): void {
  const { outcome, told: { model } } = judged
  const now = deps.now()
  const problem = problemOf(judged)
  if (outcome === 'modelNotFound') { breaker.succeeded(); choice.missing(model, now); return }
  if (outcome === 'cancelled' || outcome === 'rateLimited' || concernsAll(outcome) || isUnwell(outcome)) choice.undecided(model)
  else choice.found(model)
  if (outcome === 'cancelled') breaker.undecided()
  else if (concernsAll(outcome)) {
    breaker.failed(now, problem, { atOnce: true })
    deps.tell(`the language model answers nothing for now: ${problem}`)
  } else if (isUnwell(outcome)) breaker.failed(now, problem)
  else if (outcome === 'rateLimited') {
    // Longer than this request can wait: others need not find that out each for itself.
    const forMs = retryAfterOf(judged)
    if (forMs !== null && now + forMs >= end) breaker.failed(now, problem, { atOnce: true, forMs: Math.min(forMs, settings.breaker.mostMs) })
    else breaker.undecided()
  } else breaker.succeeded()
}
