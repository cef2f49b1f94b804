import type { Pool } from 'pg'
import type { OddsEvent } from '../../domain/live-event'
import { createPriceLines, type LiveFact } from '../../domain/price-lines'

export interface PriceFactsDeps {
  readonly pool: Pool
  /** A runner's price in a market becomes a fact at most once in so many milliseconds, by the source's clock. */
  readonly everyMs: number
  /** Told when facts are left out. */
  readonly note?: (problem: string) => void
}
/** Live prices as facts in `prices`, known when they were published: what features see as of an earlier instant. */
export interface PriceFacts {
  take(event: OddsEvent): void
  /** Writes what is waiting. It stays when that fails. */
  flush(): Promise<void>
}

/** Runners are looked up: a card may have lost one meanwhile. */
const INSERT = `
INSERT INTO prices (runner_id, race_id, source, market, kind, bookmaker, decimal, at, known_at, volume)
SELECT f.runner, n.race_id, f.source, f.market, f.kind, f.bookmaker, f.decimal, to_timestamp(f.at / 1000), to_timestamp(f.at / 1000), f.volume
FROM unnest($1::int[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::numeric[], $8::float8[], $9::numeric[]) AS f(runner, race, source, market, kind, bookmaker, decimal, at, volume)
JOIN runners n ON n.id = f.runner AND n.race_id = f.race
ON CONFLICT DO NOTHING`
const MOST_MARKETS = 2_000
const MOST_WAITING = 200_000
const AT_ONCE = 5_000

/**
 * Facts as `createPriceLines` makes them, of at most 2,000 markets at a time. At most 200,000 wait for the database; further ones are left out then, and
 * that is noted: their ticks are stored all the same.
 */
export function createPriceFacts({ pool, everyMs, note = () => undefined }: PriceFactsDeps): PriceFacts {
  const lines = createPriceLines({ everyMs, mostMarkets: MOST_MARKETS })
  let waiting: LiveFact[] = []
  let isFull = false
  let under: Promise<void> = Promise.resolve()
  const write = async (facts: readonly LiveFact[]): Promise<void> => {
    const of = <T>(value: (fact: LiveFact) => T): T[] => facts.map(value)
    await pool.query({ name: 'live_price_facts', text: INSERT, values: [of((f) => f.runnerId), of((f) => f.raceId), of((f) => f.source), of((f) => f.market), of((f) => f.kind), of((f) => f.bookmaker), of((f) => f.decimal), of((f) => f.at), of((f) => f.volume)] })
  }
  const flush = async (): Promise<void> => {
    while (waiting.length > 0) {
      const facts = waiting.slice(0, AT_ONCE)
      await write(facts)
      waiting = waiting.slice(facts.length)
      isFull = false
    }
  }
  return {
    take: (event) => {
      for (const fact of lines.take(event)) {
        if (waiting.length < MOST_WAITING) waiting.push(fact)
        else if (!isFull) { isFull = true; note(`${MOST_WAITING} prices wait for the database: further ones are not kept as facts until it takes them`) }
      }
    },
    flush: () => {
      const done = under.then(flush)
      under = done.catch(() => undefined)
      return done
    },
  }
}
