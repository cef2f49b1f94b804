import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { clockAt } from '../../../../src/app/clock'
import { recordBetfair } from '../../../../src/app/live/record-betfair'
import type { Instant } from '../../../../src/domain/instant'
import type { MarketView } from '../../../../src/domain/market-view'
import { createLineFiles } from '../../../../src/live/feeds/betfair/line-files'
import { replayFeed } from '../../../../src/live/feeds/replay/replay-feed'
import { image, MARKET, market, oneMarket, priced } from '../../../support/betfair/messages'
import { runFeed } from '../../../support/betfair/running-feed'
import { startBetfairFake, type BetfairFake } from '../../../support/betfair/start-betfair-fake'
import { ranCommand } from '../../../support/ran-command'
import { temporaryFolder } from '../../../support/temporary-folder'

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => { folder = temporaryFolder() })
afterEach(() => { folder.remove() })
const at = (iso: string): Instant => Date.parse(iso) as Instant
const bytes = (message: object | string): Buffer => Buffer.from(typeof message === 'string' ? message : JSON.stringify(message))
const textOf = (name: string): string => { const content = readFileSync(join(folder.path, name)); return (name.endsWith('.gz') ? gunzipSync(content) : content).toString('utf8') }
/** What replays of files end with. */
const replayed = async (...files: string[]): Promise<ReadonlyMap<string, MarketView>> => {
  const views = new Map<string, MarketView>()
  const feed = replayFeed({ files: files.map((name) => join(folder.path, name)), from: null, speed: 'max', now: () => 0 as Instant })
  await feed.run({ markets: (changes) => { for (const { view } of changes) views.set(view.marketId, view) }, evicted: () => undefined, health: () => undefined }, new AbortController().signal)
  return views
}

describe('files of lines', () => {
  const noon = at('2025-04-01T12:59:59.900Z')
  const hour = at('2025-04-01T13:00:00.100Z')

  test.each([false, true])('one a connection, as they came, with times beside them; packed: %p', async (gzip) => {
    const files = createLineFiles({ folder: join(folder.path, 'new', 'folder'), gzip })
    const lines = ['{"op":"connection","connectionId":"Ü"}', JSON.stringify(image(2)), JSON.stringify(priced(2, 5))]
    lines.forEach((line, i) => { files.line(Buffer.from(line), (noon + i) as Instant, 0) })
    files.line(Buffer.from(lines[1] ?? ''), noon, 1)
    await files.drained()
    const ending = gzip ? '.gz' : ''
    expect((await files.close()).map(({ path, lines }) => [path.slice(folder.path.length), lines])).toEqual([[`/new/folder/betfair-2025-04-01T125959Z-0.ndjson${ending}`, 3], [`/new/folder/betfair-2025-04-01T125959Z-1.ndjson${ending}`, 1]])
    expect(readdirSync(join(folder.path, 'new', 'folder')).length).toBe(4)
    expect(textOf(`new/folder/betfair-2025-04-01T125959Z-0.ndjson${ending}`)).toBe(lines.map((line) => `${line}\n`).join(''))
    expect(textOf(`new/folder/betfair-2025-04-01T125959Z-0.times${ending}`)).toBe([0, 1, 2].map((i) => `${noon + i}\n`).join(''))
  })
  test('the next hour begins with the next image, so that its file plays by itself', async () => {
    const files = createLineFiles({ folder: folder.path, gzip: false })
    files.line(bytes(image(2)), noon, 0)
    files.line(bytes(priced(2, 5)), hour, 0)
    files.line(bytes(image(3, [market(MARKET, 7)])), hour, 0)
    files.line(bytes(priced(2, 99)), hour, 0)
    files.line(bytes(priced(3, 8)), hour, 0)
    const written = (await files.close()).map(({ path, lines }) => [path.slice(folder.path.length + 1), lines] as const)
    expect(written).toEqual([['betfair-2025-04-01T125959Z-0.ndjson', 2], ['betfair-2025-04-01T130000Z-0.ndjson', 2]])
    expect((await replayed('betfair-2025-04-01T125959Z-0.ndjson')).get(MARKET)?.selections[0]?.lastTraded).toBe(5)
    expect((await replayed('betfair-2025-04-01T130000Z-0.ndjson')).get(MARKET)).toMatchObject({ matched: 100, selections: [{ lastTraded: 8, back: [{ price: 8 }, { price: 7 }, { price: 1.01 }] }, {}] })
  })
  test.each<[string, object, number]>([['the start of an image in segments begins one', { segmentType: 'SEG_START' }, 2], ['a segment of it does not', { segmentType: 'SEG' }, 1], ['nor does its end', { segmentType: 'SEG_END' }, 1]])('%s', async (_, more, count) => {
    const files = createLineFiles({ folder: folder.path, gzip: false })
    files.line(bytes(image(2)), noon, 0)
    files.line(bytes(image(3, [market()], more)), hour, 0)
    expect((await files.close()).length).toBe(count)
  })
  test('has no name before it is whole, and takes none that is there', async () => {
    writeFileSync(join(folder.path, 'betfair-2025-04-01T125959Z-0.ndjson'), 'mine')
    const files = createLineFiles({ folder: folder.path, gzip: false })
    files.line(bytes(image(2)), noon, 0)
    expect(readdirSync(folder.path).filter((name) => name.endsWith('.ndjson'))).toEqual(['betfair-2025-04-01T125959Z-0.ndjson'])
    await files.close()
    expect(readdirSync(folder.path).sort()).toEqual(['betfair-2025-04-01T125959Z-0-2.ndjson', 'betfair-2025-04-01T125959Z-0-2.times', 'betfair-2025-04-01T125959Z-0.ndjson'])
    expect(textOf('betfair-2025-04-01T125959Z-0.ndjson')).toBe('mine')
  })
  test('a folder that cannot be made is refused in words', () => {
    writeFileSync(join(folder.path, 'file'), '')
    expect(() => createLineFiles({ folder: join(folder.path, 'file', 'below'), gzip: false })).toThrow(/cannot be written \(ENOTDIR\)/)
  })
})

test('a feed that is recorded asks for a fresh image every hour, by the clock', async () => {
  const feed = await runFeed({ catalogue: oneMarket, plays: [async (line) => {
    for (let subscription = await line.subscribed(); ;) {
      await line.send([image(subscription.id, [market()], { heartbeatMs: 10_000_000 })])
      subscription = await line.request('marketSubscription')
      await line.succeed(subscription)
    }
  }] }, { deps: { everything: true }, startsAt: Date.parse('2025-04-01T12:20:00Z') })
  try {
    await feed.traded(3)
    await feed.pass(40 * 60_000)
    await feed.bell.until(() => feed.sink.batches.filter(({ changes }) => changes[0]?.image).length === 2)
    const { asked } = await feed.line(0)
    expect(asked[2]).not.toHaveProperty('clk')
    expect({ ...asked[2], id: 0 }).toEqual({ ...asked[1], id: 0 })
    await feed.bell.until(() => feed.time.waiting().includes(3_600_000))
    expect([feed.sink.gone, feed.counted.reconnects]).toEqual([[], 0])
  } finally { await feed.stop() }
})

describe('recording', () => {
  let fake: BetfairFake
  afterEach(() => fake.close())
  const start = async (): Promise<void> => { fake = await startBetfairFake({ catalogue: oneMarket, plays: [async (line) => { const { id } = await line.subscribed(); await line.send([image(id), priced(id, 5), priced(id, 6)], 'inside-crlf') }] }) }

  test('what it writes plays, line by line and as books', async () => {
    await start()
    const [stop, notes]: [AbortController, string[]] = [new AbortController(), []]
    let lines = 0
    const files = await recordBetfair(fake.settings, { clock: clockAt('2025-04-01T12:00:00Z'), signal: stop.signal, folder: folder.path, gzip: true, note: (text) => { notes.push(text) }, onLine: () => { if (++lines === 6) stop.abort() } })
    expect(files.map(({ path, lines }) => [path.slice(folder.path.length + 1), lines])).toEqual([['betfair-2025-04-01T120000Z-0.ndjson.gz', 6]])
    expect((await replayed('betfair-2025-04-01T120000Z-0.ndjson.gz')).get(MARKET)?.selections[0]?.lastTraded).toBe(6)
    const { code, out } = await ranCommand(['books', files[0]?.path ?? '', '--at', '4,6', '--json'], {})
    const { snapshots } = JSON.parse(out) as { readonly snapshots: readonly { readonly line: number; readonly markets: readonly { readonly runners: readonly { readonly lastTradedPrice: number }[] }[] }[] }
    expect([code, snapshots.map(({ line, markets }) => [line, markets[0]?.runners[0]?.lastTradedPrice])]).toEqual([0, [[4, 3], [6, 6]]])
    expect(notes.some((note) => note.includes('LIVE'))).toBe(true)
  })
  test('by the command, until it is told to stop', async () => {
    await start()
    writeFileSync(join(folder.path, 'ca.pem'), fake.settings.ca ?? '')
    const running = ranCommand(['record', '--out', join(folder.path, 'out'), '--for', '24h', '--json'], { ...fake.environment, BETFAIR_CA_FILE: join(folder.path, 'ca.pem') })
    await fake.bell.until(() => fake.stream.lines[0]?.asked.length === 2)
    process.emit('SIGHUP')
    const { code, out, err } = await running
    expect([code, (JSON.parse(out) as { files: readonly object[] }).files.length]).toEqual([0, 1])
    expect(err).toContain('for 24h. Ctrl-C stops.')
  })
  test.each<[string[], Readonly<Record<string, string>>, string]>([
    [['--for', '1d'], {}, '--for is "1d"'], [['--for', '0s'], {}, 'give a number of seconds'], [[], {}, 'set BETFAIR_APP_KEY'], [[], { BETFAIR_APP_KEY: 'k' }, 'BETFAIR_APP_KEY is set, but BETFAIR_USERNAME and BETFAIR_PASSWORD are missing'],
  ])('refuses %j with %j', async (args, env, words) => {
    await start()
    const { code, err } = await ranCommand(['record', '--out', folder.path, ...args], env)
    expect([code, err.includes(words)]).toEqual([2, true])
  })
  test('ends with what Betfair refuses, and keeps what came', async () => {
    fake = await startBetfairFake({ catalogue: oneMarket, plays: [async (line) => { await line.send([{ op: 'connection', connectionId: 'x' }]); await line.refuse(await line.request(), 'INVALID_APP_KEY') }] })
    await expect(recordBetfair(fake.settings, { clock: clockAt('2025-04-01T12:00:00Z'), signal: new AbortController().signal, folder: folder.path, gzip: false, note: () => undefined })).rejects.toThrow('BETFAIR_APP_KEY')
    expect(textOf('betfair-2025-04-01T120000Z-0.ndjson').split('\n').length).toBe(3)
  })
})
