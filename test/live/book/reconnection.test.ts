import fc from 'fast-check'
import { createBooks } from '../../../src/live/book/books'
import type { ChangeMessage, MarketDelta, RunnerDelta } from '../../../src/live/book/change-message'
import { marketSnapshot } from '../../../src/live/book/snapshot'
import { describeWithShared } from '../../support/shared-data'
import { imageOf, naiveBooks, netDelta } from './naive-books'
import { cache, definition, recordedMessages } from './streams'

/** All that books and views say, whatever the order of runners; what was matched before a settlement that was missed nobody can know. */
function outcome(messages: readonly ChangeMessage[]): unknown {
  const books = createBooks({ keepClosedMs: Infinity })
  const views = cache({ keepClosedMs: Infinity })
  for (const message of messages) { books.apply(message); views.apply(message) }
  return {
    books: [...books.markets.values()].map((book) => { const { publishTime: _time, runners, ...market } = marketSnapshot(book, true); return { ...market, runners: [...runners].sort((a, b) => a.selectionId - b.selectionId || a.hc - b.hc) } }).sort((a, b) => (a.marketId < b.marketId ? -1 : 1)),
    views: views.snapshot().map(({ view: { publishedAt: _time, matched: _all, selections, ...market } }) => ({ ...market, selections: selections.map(({ matched: _matched, ...one }) => one).sort((a, b) => a.selectionId - b.selectionId || a.handicap - b.handicap) })).sort((a, b) => (a.marketId < b.marketId ? -1 : 1)),
  }
}
type Answer = 'delta' | 'image' | 'everything'
const answerOf = (kind: Answer, before: readonly ChangeMessage[], missed: readonly ChangeMessage[]): ChangeMessage => {
  const now = naiveBooks([...before, ...missed])
  const common = { op: 'mcm', pt: missed.at(-1)?.pt ?? before.at(-1)?.pt ?? 0 }
  if (kind === 'everything') return { ...common, ct: 'SUB_IMAGE', mc: imageOf(now) }
  return { ...common, ct: 'RESUB_DELTA', mc: kind === 'image' ? imageOf(now) : netDelta(naiveBooks(before), now) }
}
const interrupted = (messages: readonly ChangeMessage[], from: number, missed: number, kind: Answer): ChangeMessage[] => {
  const [before, after] = [messages.slice(0, from), messages.slice(from + missed)]
  return [...before, answerOf(kind, before, messages.slice(from, from + missed)), ...after]
}
const answers = fc.constantFrom<Answer>('delta', 'image', 'everything')

const rows = (least: number): fc.Arbitrary<number[][]> => fc.array(fc.tuple(fc.integer({ min: least, max: 6 }), fc.integer({ min: 0, max: 3 })).map(([price, size]) => [price, size]), { maxLength: 4 })
const levels = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 2, max: 6 }), fc.integer({ min: 0, max: 3 })).map((row) => [...row]), { maxLength: 4 })
const runnerDelta = fc.record({
  id: fc.integer({ min: 1, max: 4 }), hc: fc.constantFrom(0, 1.5), ltp: fc.integer({ min: 2, max: 9 }), tv: fc.integer({ min: 0, max: 99 }), spn: fc.constantFrom(2.5, 'NaN', 'Infinity'),
  atb: rows(2), atl: rows(2), trd: rows(2), spb: rows(2), spl: rows(2), batb: levels, batl: levels, bdatb: levels, bdatl: levels,
}, { requiredKeys: ['id'] }) as fc.Arbitrary<RunnerDelta>
const marketDelta = fc.record({
  id: fc.constantFrom('1.1', '1.2'), img: fc.boolean(), tv: fc.integer({ min: 0, max: 99 }), rc: fc.array(runnerDelta, { maxLength: 4 }),
  marketDefinition: fc.record({ status: fc.constantFrom('OPEN', 'SUSPENDED', 'CLOSED'), inPlay: fc.boolean(), version: fc.integer({ min: 1, max: 9 }) }).map((more) => definition(more)),
}, { requiredKeys: ['id'] }) as fc.Arbitrary<MarketDelta>
/** A market comes once in a message, and an image has its definition. */
const message = fc.array(marketDelta, { maxLength: 2 }).map((mc): ChangeMessage => ({ op: 'mcm', mc: mc.filter((one, i) => mc.findIndex(({ id }) => id === one.id) === i).map((one) => (one.img === true && one.marketDefinition === undefined ? { ...one, marketDefinition: definition() } : one)) }))
const stream = fc.array(message, { minLength: 2, maxLength: 20 }).map((list) => [
  { op: 'mcm', ct: 'SUB_IMAGE', mc: ['1.1', '1.2'].map((id) => ({ id, img: true, marketDefinition: definition() })) }, ...list,
].map((one, i) => ({ ...one, pt: i + 1 })))

test('a line that is lost anywhere in an invented stream and resumed ends as if it had not been', () => {
  fc.assert(fc.property(stream, fc.nat(), fc.nat(), answers, (messages, from, missed, kind) => {
    const cut = 1 + (from % messages.length)
    expect(outcome(interrupted(messages, cut, missed % (messages.length - cut + 1), kind))).toEqual(outcome(messages))
  }), { numRuns: 150 })
})
test('books are those of a naive reader of the manual, at every message', () => {
  fc.assert(fc.property(stream, (messages) => { expect(outcome([{ op: 'mcm', ct: 'SUB_IMAGE', pt: messages.length, mc: imageOf(naiveBooks(messages)) }])).toEqual(outcome(messages)) }), { numRuns: 200 })
})

describeWithShared('betfair', 'in recordings', (folder) => {
  test.each(['1.206064380', '1.241629436', '1.185781277', '1.195453619', 'multi-36-au-20221227'])('%s: a line that is lost anywhere and resumed ends as if it had not been', (name) => {
    const messages = recordedMessages(folder, name)
    const whole = outcome(messages)
    fc.assert(fc.property(fc.integer({ min: 1, max: messages.length - 1 }), fc.nat(), answers, (cut, missed, kind) => {
      expect(outcome(interrupted(messages, cut, missed % (messages.length - cut + 1), kind))).toEqual(whole)
    }), { numRuns: 3 })
  })
})
