import type { LlmClient, LlmOutcome, LlmRequest, LlmSink } from './llm'
import { traitsOf } from './models'
import { createBreaker } from './policy-breaker'
import { createBudget } from './policy-budget'
import { createModelChoice } from './policy-models'
import type { Shared } from './policy-course'
import { runRequest } from './policy-run'
import type { PolicyDeps, PolicySettings } from './policy-settings'
import { createSlots } from './policy-slots'

/** Numbers of this process, for whoever watches it. */
export interface PolicyClient extends LlmClient { readonly inFlight: number; readonly waiting: number; /** Why nothing is asked now; null while things are. */ readonly problem: string | null }

/**
 * The one policy of every request: deadline, tries, re-asks, breaker, limit, budget and ledger. In memory: `concurrency` requests and `queue` that wait, and a breaker for each
 * model of the chain.
 */
export function policyClient(deps: PolicyDeps, settings: PolicySettings): PolicyClient {
  const { provider, ledger, now, tell } = deps
  const closing = new AbortController()
  const running = new Set<Promise<unknown>>()
  const shared: Shared = {
    deps, settings, closing: closing.signal,
    slots: createSlots(settings.concurrency, settings.queue),
    budget: createBudget(provider.synthetic ? null : settings.dailyUsd, (since) => ledger.spentSince(since)),
    breaker: createBreaker(settings.breaker),
    choice: createModelChoice(settings.chain, settings.breaker, tell),
    unknownParts: new Set(), recordings: new Set(),
  }
  const run = <T>(request: LlmRequest<T>, sink: LlmSink | null): Promise<LlmOutcome<T>> => {
    const outcome = runRequest(shared, request, sink)
    const ended = outcome.then(() => undefined, () => undefined)
    running.add(ended)
    void ended.then(() => running.delete(ended))
    return outcome
  }
  return {
    get model() {
      const id = shared.choice.look(now())
      return id === null ? null : { id, synthetic: provider.synthetic, cutoff: provider.synthetic ? null : traitsOf(id).cutoff }
    },
    get inFlight() { return shared.slots.taken },
    get waiting() { return shared.slots.waiting },
    get problem() {
      const pass = shared.breaker.look(now())
      return pass.pass === 'no' ? pass.why : null
    },
    generate: (request) => run(request, null),
    stream: (request, sink) => run(request, sink),
    close: async () => {
      closing.abort()
      await Promise.all([...running])
      await Promise.all([...shared.recordings])
    },
  }
}
