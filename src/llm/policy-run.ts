import type { Instant } from '../domain/instant'
import type { LlmOutcome, LlmRequest, LlmSink } from './llm'
import { attempt, worstOf } from './policy-attempt'
import type { Reservation } from './policy-budget'
import { askOf, type Course, nobodyWants, type Shared, stopped } from './policy-course'
import { learn, nextStep, type Step } from './policy-next'
import { failure } from './policy-outcome'
import { pause, unlessAborted } from './policy-waits'

const usd = (amount: number): string => `$${amount.toFixed(amount < 0.1 ? 4 : 2)}`
const sayTime = (at: Instant): string => new Date(at).toISOString()

interface Kept { readonly reservation: Reservation; readonly worst: number }

/** Keeps the most that asking a model can cost. */
async function keepMoney(course: Course<unknown>, model: string): Promise<Kept | { readonly over: LlmOutcome<never> }> {
  const { shared: { deps, settings, budget }, stop, attempts } = course
  const worst = worstOf(askOf(course, model), settings, deps.provider.synthetic, deps.now())
  try {
    const asking = budget.reserve(worst, deps.now())
    const reserved = await unlessAborted(asking, deps.timers, stop)
    if (reserved === null || stop.aborted) {
      asking.then((late) => { if (late.ok) late.reservation.settle(0, 0) }, (error: unknown) => { deps.tell('the ledger of language models cannot be read', error) })
      return { over: stopped(course) }
    }
    if (reserved.ok) return { reservation: reserved.reservation, worst }
    return { over: failure('budgetExceeded', `${usd(reserved.spent)} of ${usd(settings.dailyUsd ?? 0)} are spent today (UTC), ${usd(reserved.inFlight)} are on their way, and this may cost up to ${usd(worst)}`, attempts) }
  } catch (error) {
    deps.tell('the ledger of language models cannot be read; nothing is asked while nobody knows what is left of the day\'s budget', error)
    return { over: failure('unavailable', 'the ledger cannot be read, so nobody knows what is left of the day\'s budget', attempts) }
  }
}

/** One attempt at a model of which leave was taken. @throws whatever the sink throws */
async function askModel<T>(course: Course<T>, model: string, { reservation, worst }: Kept): Promise<Step<T>> {
  const { shared: { deps, settings, breaker, choice, recordings }, request, sink, stop, attempts } = course
  const wrong: unknown[] = []
  let said = false
  const onText = sink === null ? null : (piece: string): void => {
    if (stop.aborted || wrong.length > 0) return
    said = true
    try { sink.text(piece) } catch (error) { wrong.push(error) }
  }
  try {
    const judged = await attempt(deps, settings, { request, ask: askOf(course, model), reservation, worst }, stop, () => nobodyWants(course), onText)
    attempts.push(judged.told)
    recordings.add(judged.recording)
    void judged.recording.then(() => recordings.delete(judged.recording))
    learn(course, judged)
    // The ledger may be slow; whoever waits for an answer has a deadline.
    await unlessAborted(judged.recording, deps.timers, stop)
    if (wrong.length > 0) throw wrong[0]
    const step = nextStep(course, judged)
    if (said && !('over' in step)) sink?.restart()
    return step
  } catch (error) {
    breaker.undecided()
    choice.undecided(model)
    reservation.settle(0, worst)
    throw error
  }
}

/** One attempt, with a slot, leave of the breaker, and money kept for it. */
async function round<T>(course: Course<T>): Promise<Step<T>> {
  const { shared: { deps, settings, slots, breaker, choice }, stop, attempts } = course
  const unavailable = (reason: string): Step<T> => ({ over: failure('unavailable', reason, attempts) })
  const slot = await slots.take(stop)
  if (!slot.ok) return slot.why === 'full' ? unavailable(`${settings.queue} requests wait already`) : { over: stopped(course) }
  try {
    const look = breaker.look(deps.now())
    if (look.pass === 'no') return unavailable(`not asked before ${sayTime(look.until)}: ${look.why}`)
    const candidate = choice.look(deps.now())
    if (candidate === null) return unavailable(`none of ${settings.chain.join(', ')} can be asked: shut down, or not found`)
    const kept = await keepMoney(course, candidate)
    if ('over' in kept) return kept
    // Others may have learnt something meanwhile; from here on nothing is waited for until leave is taken.
    const pass = breaker.enter(deps.now())
    const model = pass.pass === 'no' ? null : choice.take(deps.now())
    if (model !== null) return await askModel(course, model, kept)
    kept.reservation.settle(0, 0)
    if (pass.pass !== 'no') breaker.undecided()
    return unavailable(pass.pass === 'no' ? `not asked before ${sayTime(pass.until)}: ${pass.why}` : 'no model can be asked')
  } finally { slot.free() }
}

/** Asks until there is an answer, a reason to stop, or no time. */
export async function runRequest<T>(shared: Shared, request: LlmRequest<T>, sink: LlmSink | null): Promise<LlmOutcome<T>> {
  const { deps: { now, timers }, settings, closing } = shared
  const span = Math.max(0, Math.min(request.deadlineMs, settings.mostMs))
  const deadline = new AbortController()
  const off = timers.after(span, () => { deadline.abort() })
  const course: Course<T> = {
    shared, request, sink, span, end: now() + span as Instant, attempts: [],
    stop: AbortSignal.any([deadline.signal, closing, ...(request.signal === undefined ? [] : [request.signal])]),
    input: [{ role: 'user', content: request.input }], effort: request.effort ?? settings.effort, maxOutputTokens: request.maxOutputTokens, lower: false, reAsked: false, retries: 0,
  }
  try {
    for (;;) {
      if (course.stop.aborted) return stopped(course)
      const step = await round(course)
      if ('over' in step) return step.over
      if (step.waitMs > 0) await pause(timers, step.waitMs, course.stop)
    }
  } finally { off() }
}
