import type { Instant } from '../domain/instant'
import { livingModels } from './models'
import { type Breaker, type BreakerTimes, createBreaker } from './policy-breaker'

export interface ModelChoice {
  /** The model to ask, and its leave taken; null where none of the chain is left. */
  take(now: Instant): string | null
  look(now: Instant): string | null
  found(model: string): void
  missing(model: string, now: Instant): void
  undecided(model: string): void
}

/** The first model of the chain that is neither shut down nor was missing of late. One that was missing is tried again now and then, by one request. As many breakers as models. */
export function createModelChoice(chain: readonly string[], times: BreakerTimes, tell: (problem: string) => void): ModelChoice {
  const breakers = new Map<string, Breaker>(chain.map((id) => [id, createBreaker(times)]))
  const of = (model: string): Breaker => {
    const breaker = breakers.get(model)
    if (breaker === undefined) throw new RangeError(`${model} is not a model of the chain`)
    return breaker
  }
  const next = (now: Instant, leave: 'enter' | 'look'): string | null => livingModels(chain, now).find((id) => of(id)[leave](now).pass !== 'no') ?? null
  return {
    take: (now) => next(now, 'enter'),
    look: (now) => next(now, 'look'),
    found: (model) => { of(model).succeeded() },
    undecided: (model) => { of(model).undecided() },
    missing: (model, now) => {
      of(model).failed(now, 'it is not found', { atOnce: true })
      const instead = next(now, 'look')
      tell(`the model ${model} is not found at the provider; ${instead === null ? 'there is no other to ask' : `${instead} is asked instead`}`)
    },
  }
}
