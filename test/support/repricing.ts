import type { Pool } from 'pg'
import { readerOver } from '../../src/app/keep-features-fresh'
import type { Instant } from '../../src/domain/instant'
import type { PredictionEvent } from '../../src/domain/live-event'
import { raceSequences } from '../../src/live/bus/race-sequences'
import { predictionLedger } from '../../src/storage/ledger/prediction-ledger'
import { NO_METER } from '../../src/usecases/live/meter'
import { createRepricer, type RepriceDeps, type Repricer } from '../../src/usecases/live/reprice'
import { handTimers, type HandTimers } from './hand-timers'

export interface Repricing {
  readonly repricer: Repricer
  readonly timers: HandTimers
  /** What was published, in order. */
  readonly told: PredictionEvent[]
  readonly warned: string[]
  /** `recorded` once the database has it, `published`. */
  readonly steps: string[]
  at(now: Instant): void
}
/** Predictions that follow races of a real database; time and timers move by hand. */
export function repricing(pool: Pool, deps: Pick<RepriceDeps, 'models'> & Partial<RepriceDeps>, from: Instant): Repricing {
  let now = from
  const timers = handTimers()
  const told: PredictionEvent[] = [], warned: string[] = [], steps: string[] = []
  const ledger = predictionLedger(pool)
  const repricer = createRepricer({
    follow: ['champion'], reader: readerOver(pool), historyReady: async () => true, historyBehind: async () => false, sequences: raceSequences(), meter: NO_METER, now: () => now, everyMs: 1_000, factEveryMs: 60_000, timers,
    ledger: { record: async (predictions) => { await ledger.record(predictions); steps.push('recorded') } },
    bus: { publish: (events) => { for (const event of events) if (event.kind === 'prediction') { told.push(event); steps.push('published') } } },
    warn: (problem) => { warned.push(problem) }, ...deps,
  })
  return { repricer, timers, told, warned, steps, at: (instant) => { now = instant } }
}
/** Chances by runner. */
export const chancesOf = ({ prediction: { runnerIds, chances } }: PredictionEvent): readonly (readonly [number, number])[] => runnerIds.map((id, i) => [id, chances[i] as number])
/** Inputs one by one, a value a runner each. */
export const inputsOf = ({ prediction: { inputs, runnerIds } }: PredictionEvent): readonly (readonly number[])[] => {
  const values = [...new Float64Array(Uint8Array.from(Buffer.from(inputs, 'base64')).buffer)]
  return Array.from({ length: values.length / runnerIds.length }, (_, f) => values.slice(f * runnerIds.length, (f + 1) * runnerIds.length))
}
