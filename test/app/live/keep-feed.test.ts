import pino from 'pino'
import { keepFeed } from '../../../src/app/live/keep-feed'
import { AppError } from '../../../src/domain/errors'
import type { Feed, FeedHealth, FeedSink } from '../../../src/live/feed'

const logger = pino({ level: 'silent' })
const sinkInto = (told: FeedHealth[]): FeedSink => ({ markets: () => undefined, evicted: () => undefined, health: (health) => { told.push(health) } })

describe('a feed that is kept', () => {
  it('runs again after a failure, later each time, and not at all once it is at its end', async () => {
    const waits: number[] = [], told: FeedHealth[] = []
    let runs = 0
    const feed: Feed = { name: 'f', run: async (sink) => { runs++; if (runs < 4) throw new Error(`broken ${runs}`); sink.health({ state: 'LIVE', detail: null }) } }
    const kept = keepFeed(feed, sinkInto(told), { signal: new AbortController().signal, logger, random: () => 1, pause: async (ms) => { waits.push(ms) } })
    await kept.ended
    expect(runs).toBe(4)
    expect(waits).toEqual([1_000, 2_000, 4_000])
    expect(told.map(({ state, detail }) => `${state} ${detail ?? ''}`)).toEqual(['DOWN broken 1', 'DOWN broken 2', 'DOWN broken 3', 'LIVE ', 'DOWN at its end'])
  })
  it('is given up when no retry mends what is wrong', async () => {
    let runs = 0
    const feed: Feed = { name: 'f', run: async () => { runs++; throw new AppError('CONFIG_INVALID', 'BETFAIR_APP_KEY is not a key') } }
    const kept = keepFeed(feed, sinkInto([]), { signal: new AbortController().signal, logger, random: () => 1 })
    await kept.ended
    expect(runs).toBe(1)
    expect(kept.health).toEqual({ state: 'DOWN', detail: 'BETFAIR_APP_KEY is not a key' })
  })
  it('is not run again once it is stopped', async () => {
    const abort = new AbortController()
    let runs = 0
    const feed: Feed = { name: 'f', run: async () => { runs++; abort.abort(); throw new Error('cut') } }
    await keepFeed(feed, sinkInto([]), { signal: abort.signal, logger, random: () => 1 }).ended
    expect(runs).toBe(1)
  })
})
