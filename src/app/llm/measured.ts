import type { LlmAttempt } from '../../llm/llm'
import type { PolicyClient } from '../../llm/policy'
import type { LiveMeter } from '../../usecases/live/meter'

/** Counts for /metrics, of this process since its start. */
export function measured(meter: Pick<LiveMeter, 'gauge'> | undefined): { readonly onAttempt: (attempt: LlmAttempt) => void; readonly watch: (client: PolicyClient) => PolicyClient } {
  let attempts = 0
  let failed = 0
  let usd = 0
  return {
    onAttempt: ({ outcome, costUsd }) => {
      attempts += 1
      if (outcome !== 'ok') failed += 1
      usd += costUsd ?? 0
    },
    watch: (client) => {
      meter?.gauge('llm_attempts', 'Requests that went to a language model.', () => attempts)
      meter?.gauge('llm_attempts_failed', 'Those of them without a good answer.', () => failed)
      meter?.gauge('llm_spent_usd', 'US dollars that they cost, as far as that is known.', () => usd)
      meter?.gauge('llm_in_flight', 'Requests on their way to a language model.', () => client.inFlight)
      meter?.gauge('llm_waiting', 'Requests that wait for their turn.', () => client.waiting)
      meter?.gauge('llm_closed_off', '1 while nothing is asked because the provider is down, has no credit or does not know the key.', () => (client.problem === null ? 0 : 1))
      return client
    },
  }
}
