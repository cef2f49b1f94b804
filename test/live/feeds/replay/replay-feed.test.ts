import { readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { AppError } from '../../../../src/domain/errors'
import type { Instant } from '../../../../src/domain/instant'
import { replayFeed } from '../../../../src/live/feeds/replay/replay-feed'
import { describeWithShared } from '../../../support/shared-data'
import { temporaryFolder } from '../../../support/temporary-folder'
import { cache, definition, recordedMessages } from '../../book/streams'
import { bzip2, gzip, line, play, prices, tar, text, write } from './recordings'

const folder = temporaryFolder()
afterAll(() => { folder.remove() })

const three = text(line(1, '1.1', 2), line(2, '1.1', 3), line(3, '1.1', 4))
const PLAYED = ['1.1 2', '1.1 3', '1.1 4']

describe('kinds of files, told by their bytes', () => {
  test.each([['plain', three], ['plain.ndjson', three], ['without-last-line-end.ndjson', three.trimEnd()], ['crlf.ndjson', three.replaceAll('\n', '\r\n')], ['empty-lines.ndjson', three.replaceAll('\n', '\n\n')], ['packed.gz', gzip(three)], ['no-extension', gzip(three)],
    ['two-parts.gz', Buffer.concat([gzip(text(line(1, '1.1', 2))), gzip(text(line(2, '1.1', 3), line(3, '1.1', 4)))])], ['official.bz2', bzip2(three)], ['misnamed.json', bzip2(three)]])('%s', async (name, content) => {
    const { error, ...played } = await play([write(folder.path, name, content)])
    expect(error).toBeNull()
    expect(prices(played)).toEqual(PLAYED)
    expect(played.evicted).toEqual(['1.1'])
    expect(played.health.map(({ state }) => state)).toEqual(['LIVE', 'DOWN'])
  })
  test('an archive of several, of every kind, in order of time; nothing is left in the temporary folder', async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('racegraph-replay-'))
    const long = `${'a/'.repeat(80)}1.4.bz2`
    const archive = await tar({
      '2026/1.2.bz2': bzip2(text(line(2, '1.2', 2), line(5, '1.2', 3))), '2026/1.1.gz': gzip(text(line(1, '1.1', 2), line(4, '1.1', 3))), 'empty': '', '1.3': text(line(3, '1.3', 2), line(5, '1.3', 3)), [long]: bzip2(text(line(9, '1.4', 2))),
    })
    const { error, ...played } = await play([write(folder.path, 'many.tar', archive)])
    expect(error).toBeNull()
    expect(prices(played)).toEqual(['1.1 2', '1.2 2', '1.3 2', '1.1 3', '1.2 3', '1.3 3', '1.4 2'])
    expect(played.evicted.sort()).toEqual(['1.1', '1.2', '1.3', '1.4'])
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('racegraph-replay-'))).toEqual(before)
  })
  test('several files, merged by time', async () => {
    const files = [write(folder.path, 'b', text(line(2, '1.2', 2))), write(folder.path, 'a', text(line(1, '1.1', 2), line(3, '1.1', 3)))]
    expect(prices(await play(files))).toEqual(['1.1 2', '1.2 2', '1.1 3'])
  })
  test('raw lines of a stream: answers to requests are passed over, volumes are totals', async () => {
    const raw = text('{"op":"connection","connectionId":"1"}', '{"op":"status","id":1,"statusCode":"SUCCESS"}', JSON.stringify({ op: 'mcm', id: 2, ct: 'SUB_IMAGE', pt: 1, mc: [{ id: '1.1', img: true, marketDefinition: definition(), rc: [{ id: 1, ltp: 2, tv: 50 }] }] }))
    const { changes } = await play([write(folder.path, 'raw', raw)])
    expect(changes.map(({ view }) => view.selections[0]?.matched)).toEqual([50])
    const official = await play([write(folder.path, 'official', text(line(1, '1.1', 2, { rc: [{ id: 1, ltp: 2, tv: 50, trd: [[2, 50]] }] }), line(2, '1.1', 2, { rc: [{ id: 1, tv: 5, trd: [[3, 5]] }] })))])
    expect(official.changes.map(({ view }) => view.selections[0]?.matched)).toEqual([50, 55])
  })
  test('markets of the feed are named as told', async () => { expect((await play([write(folder.path, 'named', three)], { feed: 'old' })).changes[0]?.view).toMatchObject({ feed: 'old', source: 'EXCHANGE', bookmaker: 'Betfair', synthetic: false, stale: false }) })
})

describe('what is damaged: what is before it is played, file and line are named', () => {
  const broken = async (name: string, content: Buffer | string): Promise<{ readonly played: string[]; readonly message: string }> => {
    const { error, ...played } = await play([write(folder.path, name, content)])
    expect(error).toBeInstanceOf(AppError)
    expect((error as AppError).code).toBe('FILE_UNREADABLE')
    return { played: prices(played), message: (error as AppError).message.replace(folder.path, '') }
  }
  const many = text(...Array.from({ length: 4_000 }, (_, i) => line(i + 1, '1.1', 2 + i * 0.01, { seed: String(Math.imul(i, 2_654_435_761) >>> 0) })))
  test('a line that is no JSON', async () => {
    expect(await broken('line', text(line(1, '1.1', 2), line(2, '1.1', 3), '{"op":"mcm",,}', line(4, '1.1', 4)))).toEqual({ played: PLAYED.slice(0, 2), message: expect.stringMatching(/^\/line, line 3: it is no JSON: .*What came before it was read\.$/) as string })
  })
  test('a line that is cut off', async () => { expect(await broken('tail', three.slice(0, -20))).toEqual({ played: PLAYED.slice(0, 2), message: '/tail, line 3: is cut off: the recording ends in the middle of it. What came before it was read.' }) })
  test.each([['cut.gz', gzip(many).subarray(0, 20_000)], ['cut.bz2', bzip2(many + many + many).subarray(0, -40)], ['flipped.gz', (() => { const packed = gzip(many); packed.fill(0xff, 20_000, 20_040); return packed })()]])('%s', async (name, content) => {
    const { played, message } = await broken(name, content)
    // What was flipped may be seen in the text before the packing notices.
    const after = new RegExp(`^/${name}(?: is damaged or cut off after line (\\d+) |, line (\\d+): )`).exec(message)?.slice(1).find((number) => number !== undefined)
    expect(Number(after)).toBeGreaterThan(100)
    expect(played.length).toBeGreaterThan(100)
  })
  test('an archive that is cut off, and one that is damaged', async () => {
    const archive = await tar({ '1.1': three, '1.2': three })
    expect((await broken('cut.tar', archive.subarray(0, archive.length - 1_500))).message).toMatch(/the archive is cut off/)
    archive.fill(0x41, 1024 + Math.ceil(three.length / 512) * 512 - 400, 1024 + Math.ceil(three.length / 512) * 512 - 300)
    expect((await broken('bad.tar', archive)).message).toMatch(/the archive is damaged/)
  })
  test.each([['absent', /does not exist/], ['.', /is a folder/]])('no file: %s', async (name, message) => { expect((await play([join(folder.path, name)])).error).toMatchObject({ code: 'FILE_UNREADABLE', message: expect.stringMatching(message) as string }) })
  test('an empty one', async () => { expect((await play([write(folder.path, 'nothing', '')])).error).toMatchObject({ message: expect.stringMatching(/is empty/) as string }) })
})

describe('pace', () => {
  /** A clock that moves only while the feed sleeps, and by what a test says the world took. */
  const clock = (): { readonly now: () => Instant; readonly slept: number[]; readonly pause: (ms: number, signal: AbortSignal) => Promise<void>; pass(ms: number): void } => {
    let at = 1_000_000
    const slept: number[] = []
    return { now: () => at as Instant, slept, pause: async (ms) => { slept.push(ms); at += ms }, pass: (ms) => { at += ms } }
  }
  const spread = text(line(10_000, '1.1', 2), line(10_500, '1.1', 3), line(10_500, '1.1', 4), line(7_210_500, '1.1', 5))

  test('by publish time; silences of hours are waited for, and nothing is called stale', async () => {
    const { slept, ...time } = clock()
    const played = await play([write(folder.path, 'spread', spread)], { speed: 1, ...time })
    expect([slept, prices(played)]).toEqual([[500, 7_200_000], ['1.1 2', '1.1 3', '1.1 4', '1.1 5']])
    expect(played.changes.some(({ view }) => view.stale)).toBe(false)
    expect(played.health.map(({ state }) => state)).toEqual(['LIVE', 'DOWN'])
  })
  test('ten times as fast; as fast as can be', async () => {
    const { slept, ...time } = clock()
    await play([write(folder.path, 'fast', spread)], { speed: 10, ...time })
    await play([write(folder.path, 'fastest', spread)], { speed: 'max', ...time })
    expect(slept).toEqual([50, 720_000])
  })
  test('who was held up a little catches up; who was held up long goes on from there', async () => {
    const file = write(folder.path, 'held', text(...[0, 1_000, 2_000, 3_000, 4_000].map((pt, i) => line(pt, '1.1', 2 + i))))
    const held = async (ms: number): Promise<number[]> => {
      const { slept, pass, ...time } = clock()
      await play([file], { speed: 1, ...time }, ({ changes }) => { if (changes.length === 2) pass(ms); return false })
      return slept
    }
    expect(await held(400)).toEqual([1_000, 600, 1_000, 1_000])
    // The message that came 60 seconds late is given at once, and those after it keep their distance to it.
    expect(await held(61_000)).toEqual([1_000, 1_000, 1_000])
  })
  test('stops in the middle of a sleep', async () => {
    const abort = new AbortController()
    const seen: string[] = []
    const feed = replayFeed({ files: [write(folder.path, 'asleep', spread)], speed: 1, from: null, now: () => Date.now() as Instant })
    // Two hours are left to sleep when the third has come.
    await feed.run({ markets: (changes) => { seen.push(...prices({ changes: [...changes] })); if (seen.length === 3) setImmediate(() => { abort.abort() }) }, evicted: () => undefined, health: () => undefined }, abort.signal)
    expect(seen).toEqual(['1.1 2', '1.1 3', '1.1 4'])
  })
  test('speed 0', async () => { expect((await play([write(folder.path, 'zero', three)], { speed: 0 })).error).toMatchObject({ code: 'BAD_USER_INPUT' }) })
})

describe('from an instant on', () => {
  const day = text(line(1_000, '1.1', 2), line(1_000, '1.2', 7), line(2_000, '1.1', 3), line(3_000, '1.1', 4), line(4_000, '1.1', 5))
  test('nothing before it, then all markets as they stand, whole', async () => {
    const { changes } = await play([write(folder.path, 'day', day)], { from: 2_500 as Instant })
    expect([prices({ changes }), changes.map(({ image }) => image)]).toEqual([['1.1 3', '1.2 7', '1.1 4', '1.1 5'], [true, true, false, false]])
  })
  test('after the end', async () => { expect((await play([write(folder.path, 'over', day)], { from: 9_000 as Instant })).error).toMatchObject({ code: 'BAD_USER_INPUT', message: 'the recordings end before 1970-01-01T00:00:09.000Z: nothing was played.' }) })
})

describeWithShared('betfair', 'a whole recording', (shared) => {
  test('played from gzip, bzip2 and plain, gives what the books give message by message', async () => {
    const name = '1.195453619'
    const packed = readFileSync(join(shared, 'markets', `${name}.ndjson.gz`))
    const plain = gunzipSync(packed).toString()
    const markets = cache({ feed: 'replay', mode: 'recorded' })
    const expected = recordedMessages(shared, name).flatMap((message) => markets.apply(message).changes)
    for (const file of [write(folder.path, 'whole.gz', packed), write(folder.path, 'whole.bz2', bzip2(plain)), write(folder.path, 'whole', plain)]) {
      const { changes, error } = await play([file])
      expect(error).toBeNull()
      expect(changes.length).toBe(expected.length)
      expect(changes.at(-1)).toEqual(expected.at(-1))
      expect(changes[3_000]).toEqual(expected[3_000])
    }
  })
})
