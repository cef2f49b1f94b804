import { gunzipSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import type { MarketView, SelectionView } from '../../../../src/domain/market-view'
import { createMarketCache } from '../../../../src/live/book/market-cache'
import { parseChangeMessage } from '../../../../src/live/book/change-message'
import type { Chunking } from '../../../support/betfair/chunking'
import { recordedLines, scenario } from '../../../support/betfair/recordings'
import { runFeed, type RunningFeed } from '../../../support/betfair/running-feed'
import { stamped, type Play } from '../../../support/betfair/stream-fake'
import { describeWithShared } from '../../../support/shared-data'

/** A book that was filled without interruption. */
const filled = (lines: readonly string[]): ReadonlyMap<string, MarketView> => {
  const cache = createMarketCache({ feed: 'betfair', source: 'EXCHANGE', bookmaker: 'Betfair', synthetic: false, mode: 'live' })
  const views = new Map<string, MarketView>()
  for (const line of lines) for (const { view } of cache.apply(parseChangeMessage(line)).changes) views.set(view.marketId, view)
  return views
}
/** Stakes of one message in official files: what of them was heard depends on which messages came. */
const comparable = (view: MarketView | undefined, recorded: boolean): unknown => view === undefined ? null : {
  ...view, publishedAt: 0, matched: recorded ? null : view.matched, selections: view.selections.map((selection): SelectionView => (recorded ? { ...selection, matched: null } : selection)).sort((a, b) => a.selectionId - b.selectionId),
}
const listing = (marketId: string, at: number) => (request: { readonly id: number; readonly params: { readonly filter: { readonly marketIds?: readonly string[] } } }) =>
  ({ json: { jsonrpc: '2.0', id: request.id, result: request.params.filter.marketIds === undefined ? [{ marketId, marketStartTime: new Date(at).toISOString() }] : [] } })

let feed: RunningFeed
afterEach(() => feed.stop())

describeWithShared('betfair', 'a line that breaks', (folder) => {
  const recordings = new Map<string, readonly string[]>()
  const linesOf = (market: string): readonly string[] => { const lines = recordings.get(market) ?? recordedLines(folder, market); recordings.set(market, lines); return lines }
  interface Reference { readonly line: number; readonly markets: readonly { readonly status: string; readonly inPlay: boolean; readonly runners: readonly { readonly selectionId: number; readonly status: string; readonly lastTradedPrice: number | null; readonly bestBack: readonly number[] | null; readonly bestLay: readonly number[] | null }[] }[] }
  const referencesOf = (market: string): readonly Reference[] => (JSON.parse(gunzipSync(readFileSync(join(folder, 'expected', `${market}.json.gz`))).toString('utf8')) as { readonly snapshots: readonly Reference[] }).snapshots
  /** What another implementation makes of as many lines. It keeps the offers of what was removed, which we hide. */
  const inReference = ({ markets: [market] }: Reference): unknown => [market?.status, market?.inPlay, market?.runners.map(({ selectionId, status, lastTradedPrice, bestBack, bestLay }) =>
    [selectionId, status, lastTradedPrice, ...(status === 'REMOVED' ? [null, null] : [bestBack, bestLay])]).sort(byId)]
  const inView = (view: MarketView | undefined): unknown => [view?.status, view?.inPlay, view?.selections.map(({ selectionId, status, lastTraded, back, lay }) =>
    [selectionId, status, lastTraded, ...[back[0], lay[0]].map((offer) => (offer === undefined ? null : [offer.price, offer.size]))]).sort(byId)]
  const byId = (a: readonly unknown[], b: readonly unknown[]): number => Number(a[0]) - Number(b[0])
  const CASES = ['resub__1.206064380__837_844', 'resub__1.241629436__3839_5759'].flatMap((name) => (['resubDelta', 'resubImage', 'subImage'] as const).map((kind) => [name, kind] as const))

  test.each(CASES)('%s, answered with %s: ends where an unbroken one does', async (name, kind) => {
    const { market, disconnectAfterLine, resumeAfterLine, clkHeldByClient, ...answers } = scenario(folder, name)
    const lines = linesOf(market)
    const isRecorded = market === '1.206064380'
    // Official files have no initialClk, without which nothing is resumed: the first line gets one.
    const first = isRecorded ? { ...JSON.parse(lines[0] ?? '') as object, initialClk: 'first', ct: 'SUB_IMAGE' } : lines[0] ?? ''
    const references = referencesOf(market).filter(({ line }) => line > resumeAfterLine && line <= resumeAfterLine + 1_300)
    const checkpoints = [...new Set([resumeAfterLine, resumeAfterLine + 1, ...references.map(({ line }) => line)])]
    const go: (() => void)[] = []
    const gates = checkpoints.map(() => new Promise<void>((resolve) => { go.push(resolve) }))
    const plays: Play[] = [async (line) => {
      const { id } = await line.subscribed()
      await line.send([first, ...lines.slice(1, disconnectAfterLine)].map((message) => stamped(message, id)), 50_000)
      line.cut()
    }, async (line) => {
      const { id } = await line.subscribed()
      await line.send([stamped(answers[kind], id)], 'inside-crlf')
      for (const [at, until] of checkpoints.entries()) {
        await line.send(lines.slice(Math.max(resumeAfterLine, checkpoints[at - 1] ?? 0), until).map((message) => stamped(message, id)), 1_000)
        await gates[at]
      }
    }]
    const { pt } = JSON.parse(lines[0] ?? '') as { readonly pt: number }
    feed = await runFeed({ plays, catalogue: listing(market, pt) }, { startsAt: pt })
    await feed.backOff(0)
    expect(await feed.subscription(1)).toMatchObject({ clk: clkHeldByClient })
    // Greeting and two answers on each connection, and the answer to what was missed.
    const before = disconnectAfterLine + 3 + 3 + 1
    for (const [at, line] of checkpoints.entries()) {
      await feed.bell.until(() => feed.lines.length === before + line - resumeAfterLine)
      expect(comparable(feed.sink.views.get(market), isRecorded)).toEqual(comparable(filled(lines.slice(0, line)).get(market), isRecorded))
      const reference = references.find((one) => one.line === line)
      if (reference !== undefined) expect(inView(feed.sink.views.get(market))).toEqual(inReference(reference))
      go[at]?.()
    }
    expect(references.length).toBeGreaterThan(1)
    expect(feed.sink.gone).toEqual([])
  })
})

describeWithShared('betfair', 'bytes as they happen to come', (folder) => {
  const market = '1.241629436'
  const excerpt = recordedLines(folder, market).slice(0, 200)
  const bytes = Buffer.from(excerpt.map((line) => `${line.replace('"Lingfield"', '"Língfïeld Pärk"')}\r\n`).join(''))
  const wanted = filled(bytes.toString('utf8').split('\r\n').filter((line) => line !== ''))

  const played = async (chunking: Chunking): Promise<MarketView | undefined> => {
    feed = await runFeed({ plays: [async (line) => { await line.subscribed(); await line.raw(bytes, chunking) }], catalogue: listing(market, Date.parse('2025-04-01T13:02:00Z')) })
    await feed.bell.until(() => feed.lines.length === excerpt.length + 3)
    const view = feed.sink.views.get(market)
    expect([feed.counted.reconnects, feed.fake.stream.problems]).toEqual([0, []])
    await feed.stop()
    return view
  }
  test.each<[string, Chunking]>([['all at once', 'together'], ['cut between CR and LF', 'inside-crlf'], ['failure 15: cut inside characters', 'inside-utf8'], ['7 at a time', 7], ['16 kB at a time', 16_384]])('%s', async (_, chunking) => {
    const view = await played(chunking)
    expect(view).toEqual(wanted.get(market))
    expect(view?.event.venue).toBe('Língfïeld Pärk')
  })
  test('one byte at a time', async () => {
    const count = 60
    const end = bytes.indexOf(`${excerpt[count] ?? ''}`.slice(0, 40))
    const few = bytes.subarray(0, end)
    const bulk = bytes.indexOf('\r\n')
    feed = await runFeed({ plays: [async (line) => { await line.subscribed(); await line.raw(few.subarray(0, bulk)); await line.raw(few.subarray(bulk), 1) }], catalogue: listing(market, Date.parse('2025-04-01T13:02:00Z')) })
    await feed.bell.until(() => feed.lines.length === count + 3)
    expect(feed.sink.views.get(market)).toEqual(filled(few.toString('utf8').split('\r\n').slice(0, count)).get(market))
  })
  test('cut anywhere', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 400 }), async (cuts) => { expect(await played(cuts)).toEqual(wanted.get(market)) }), { numRuns: 12 })
  })
  test('broken off anywhere, again and again: what is resumed from the clocks ends the same', async () => {
    const clks = excerpt.map((line) => (JSON.parse(line) as { readonly clk: string }).clk)
    await fc.assert(fc.asyncProperty(fc.array(fc.record({ lines: fc.integer({ min: 1, max: 120 }), rest: fc.nat(60) }), { minLength: 1, maxLength: 4 }), async (breaks) => {
      const play: Play = async (line) => {
        const { id, clk } = await line.subscribed()
        const from = clk === undefined ? 0 : clks.indexOf(clk) + 1
        if (clk !== undefined) await line.send([{ op: 'mcm', id, ct: 'RESUB_DELTA', pt: 1, clk }])
        const cut = breaks[line.place]
        const messages = excerpt.slice(from, cut === undefined ? undefined : from + cut.lines).map((message) => JSON.stringify(stamped(message, id)))
        await line.send(messages)
        if (cut === undefined) return
        const next = JSON.stringify(stamped(excerpt[from + cut.lines] ?? '{}', id))
        await line.raw(Buffer.from(next.slice(0, Math.min(cut.rest, next.length - 1))))
        line.cut()
      }
      feed = await runFeed({ plays: [play], catalogue: listing(market, Date.parse('2025-04-01T13:02:00Z')) })
      for (let place = 0; place < breaks.length; place++) { await feed.line(place); await feed.backOff(0) }
      await feed.bell.until(() => feed.lines.at(-1)?.includes(`"clk":"${clks.at(-1) ?? ''}"`))
      await feed.bell.until(() => feed.sink.views.get(market)?.stale === false)
      const view = feed.sink.views.get(market)
      await feed.stop()
      expect({ ...view, publishedAt: 0 }).toEqual({ ...filled(excerpt).get(market), publishedAt: 0 })
    }), { numRuns: 12 })
  })
})
