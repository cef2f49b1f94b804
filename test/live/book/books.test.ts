import { createBooks, type Books } from '../../../src/live/book/books'
import { parseChangeMessage, type ChangeMessage, type LadderEntry, type RunnerDelta } from '../../../src/live/book/change-message'
import { marketSnapshot, type RunnerSnapshot } from '../../../src/live/book/snapshot'
import { about, definition, image } from './streams'

const after = (...messages: readonly ChangeMessage[]): Books => { const books = createBooks(); for (const message of messages) books.apply(message); return books }
const runner = (books: Books, id = 1, hc = 0, market = '1.1'): RunnerSnapshot | undefined => {
  const book = books.markets.get(market)
  return book === undefined ? undefined : marketSnapshot(book, true).runners.find((one) => one.selectionId === id && one.hc === hc)
}
const ladders = (books: Books, id = 1, hc = 0): RunnerSnapshot['full'] => runner(books, id, hc)?.full
const rc = (...deltas: readonly RunnerDelta[]): ChangeMessage => about({ rc: deltas })

describe('ladders', () => {
  test('by price: size 0 deletes, also what is not there; best first', () => {
    const books = after(image([{ id: 1, atb: [[2, 10], [2.2, 5], [1.5, 7]], atl: [[3, 1], [2.4, 2]] }]), rc({ id: 1, atb: [[2.2, 0], [9, 0], [2, 4]], atl: [[2.5, 8]] }))
    expect(ladders(books)).toEqual({ atb: [[2, 4], [1.5, 7]], atl: [[2.4, 2], [2.5, 8], [3, 1]] })
  })
  test.each<[string, RunnerDelta]>([['none', { id: 1, atb: [] }], ['null', { id: 1, atb: null }], ['of levels', { id: 1, batb: [] }], ['of trades', { id: 1, trd: [] }], ['no field', { id: 1 }]])('an empty list changes nothing: %s', (_, delta) => {
    const full = { id: 1, atb: [[2, 10]], batb: [[0, 2, 10]], trd: [[2, 1]] }
    expect(ladders(after(image([full]), rc(delta)))).toEqual({ atb: [[2, 10]], batb: [[0, 2, 10]], trd: [[2, 1]] })
  })
  /** The example of the manual, step by step. */
  test('by level: as the manual has it', () => {
    const steps: [LadderEntry[], LadderEntry[] | undefined][] = [
      [[[0, 1.4, 2], ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((level) => [level, 0, 0])], [[0, 1.4, 2]]],
      [[[1, 1.5, 2]], [[0, 1.4, 2], [1, 1.5, 2]]],
      [[[2, 1.5, 2], [1, 1.4, 2], [0, 1.3, 2]], [[0, 1.3, 2], [1, 1.4, 2], [2, 1.5, 2]]],
      [[[2, 0, 0], [1, 1.5, 2], [0, 1.4, 2]], [[0, 1.4, 2], [1, 1.5, 2]]],
      [[[1, 0, 0], [0, 0, 0]], undefined],
    ]
    const books = after(image())
    for (const [sent, left] of steps) { books.apply(rc({ id: 1, batl: sent })); expect(ladders(books)?.['batl']).toEqual(left) }
  })
  test('a level is emptied by size 0 whatever its price', () => { expect(ladders(after(image([{ id: 1, batb: [[0, 3, 1], [1, 2, 1]] }]), rc({ id: 1, batb: [[0, 3, 0]] })))).toEqual({ batb: [[1, 2, 1]] }) })
  test('entries that are no numbers are let be', () => {
    const odd = JSON.parse('{"id":1,"atb":[["NaN",2],[2],null,[3,1]],"batb":[[-1,2,3],[5000000,2,3],[0,2,3]],"trd":"all"}') as RunnerDelta
    expect(ladders(after(image(), rc(odd)))).toEqual({ atb: [[3, 1]], batb: [[0, 2, 3]] })
  })
})

describe('selections', () => {
  test('the same one several times in one message, in order, in an image too', () => {
    const twice = [{ id: 1, atb: [[2, 1]] }, { id: 1, spn: 2.5 }, { id: 1, atb: [[2, 3]] }]
    expect(runner(after(image(twice)))).toMatchObject({ nearPrice: 2.5, full: { atb: [[2, 3]] } })
    expect(runner(after(image(), rc(...twice)))).toMatchObject({ nearPrice: 2.5, full: { atb: [[2, 3]] } })
  })
  test('are told apart by handicap; none is 0', () => {
    const books = after(image([{ id: 1, hc: 1.5, ltp: 3 }, { id: 1, ltp: 2 }, { id: 1, hc: 0, tv: 9 }]))
    expect([runner(books, 1, 1.5)?.lastTradedPrice, runner(books)?.lastTradedPrice, runner(books)?.totalMatched]).toEqual([3, 2, 9])
    expect(books.markets.get('1.1')?.selections.size).toBe(4)
  })
  test('that no definition lists yet are kept, and take theirs when it comes: reserves', () => {
    const books = after(image([{ id: 9, ltp: 4 }]))
    expect(runner(books, 9)).toMatchObject({ status: null, lastTradedPrice: 4 })
    books.apply(about({ marketDefinition: definition({ runners: [{ id: 9, status: 'ACTIVE', sortPriority: 4 }] }) }))
    expect(runner(books, 9)).toMatchObject({ status: 'ACTIVE', sortPriority: 4, lastTradedPrice: 4 })
  })
  test('that a definition leaves out, as after a closure, stay', () => {
    const books = after(image([{ id: 2, ltp: 4 }]), about({ marketDefinition: definition({ status: 'CLOSED', runners: [{ id: 1, status: 'REMOVED' }] }) }))
    expect([runner(books, 1)?.status, runner(books, 2)?.status, runner(books, 2)?.lastTradedPrice]).toEqual(['REMOVED', 'ACTIVE', 4])
  })
  test('keep words for numbers as they came', () => { expect(runner(after(image([{ id: 1, spn: 'Infinity', spf: 'NaN' }])))).toMatchObject({ nearPrice: 'Infinity', farPrice: 'NaN' }) })
})

describe('images', () => {
  test('take the place of the whole market, in any message: runners that they leave out lose everything', () => {
    const books = after(image([{ id: 1, atb: [[2, 1]] }, { id: 2, atb: [[3, 1]], ltp: 3 }]), about({ img: true, marketDefinition: definition(), rc: [{ id: 1, atl: [[4, 1]] }] }))
    expect([ladders(books, 1), ladders(books, 2), runner(books, 2)?.lastTradedPrice]).toEqual([{ atl: [[4, 1]] }, {}, null])
  })
  test('of the subscription clear all other markets; one that resumes clears none', () => {
    const books = after(image(), about({ id: '1.2', img: true, marketDefinition: definition() }))
    expect(books.apply(about({ id: '1.3', img: true, marketDefinition: definition() }, { ct: 'RESUB_DELTA' })).gone).toEqual([])
    expect([...books.markets.keys()]).toEqual(['1.1', '1.2', '1.3'])
    expect(books.apply(about({ id: '1.2', img: true, marketDefinition: definition() }, { ct: 'SUB_IMAGE' })).gone).toEqual(['1.1', '1.3'])
    expect([...books.markets.keys()]).toEqual(['1.2'])
  })
  test('are not needed: what is not known is made', () => { expect(ladders(after(rc({ id: 5, atb: [[2, 1]] })), 5)).toEqual({ atb: [[2, 1]] }) })
  test('without a definition leave the market of unknown status', () => {
    const books = after(image(), about({ img: true, rc: [{ id: 1, ltp: 2 }] }))
    const book = books.markets.get('1.1')
    expect(book === undefined ? null : marketSnapshot(book, false)).toMatchObject({ status: null, runners: [{ selectionId: 1, lastTradedPrice: 2 }] })
  })
  test.each([[[200, 100], 200], [[100, 200], 200], [[100, 100], 100]])('with the same market twice, of versions %j: the higher stays', (versions, stays) => {
    const books = createBooks()
    const { touched } = books.apply({ op: 'mcm', ct: 'SUB_IMAGE', pt: 1, mc: versions.map((version, i) => ({ id: '1.1', img: true, marketDefinition: definition({ version, eventId: String(i) }), rc: [{ id: 1, ltp: version }] })) })
    expect([books.markets.get('1.1')?.definition?.version, runner(books)?.lastTradedPrice, touched.length]).toEqual([stays, stays, 1])
    expect(touched[0]?.book).toBe(books.markets.get('1.1'))
  })
})

describe('segments', () => {
  const part = (segmentType: string, ids: readonly string[], more: Partial<ChangeMessage> = {}): ChangeMessage =>
    ({ op: 'mcm', ct: 'SUB_IMAGE', segmentType, pt: 5, mc: ids.map((id) => ({ id, img: true, marketDefinition: definition(), rc: [{ id: 1, ltp: 2 }] })), ...more })

  test('show nothing before the last, and then all at once', () => {
    const books = after(image())
    for (const message of [part('SEG_START', ['1.2', '1.3']), part('SEG', ['1.4'])]) expect(books.apply(message)).toEqual({ touched: [], gone: [] })
    expect([[...books.markets.keys()], books.complete]).toEqual([['1.1'], false])
    const { touched, gone } = books.apply(part('SEG_END', ['1.5'], { initialClk: 'i', clk: 'c' }))
    expect([touched.map(({ book }) => book.id), touched.every((one) => one.image), gone]).toEqual([['1.2', '1.3', '1.4', '1.5'], true, ['1.1']])
    expect([[...books.markets.keys()], books.complete, books.initialClk, books.clk]).toEqual([['1.2', '1.3', '1.4', '1.5'], true, 'i', 'c'])
  })
  test('that a new image interrupts are dropped', () => {
    const books = after(part('SEG_START', ['1.2']), image())
    expect([[...books.markets.keys()], books.complete]).toEqual([['1.1'], true])
    books.apply(part('SEG_START', ['1.7'])); books.apply(part('SEG_START', ['1.8'])); books.apply(part('SEG_END', ['1.9']))
    expect([...books.markets.keys()]).toEqual(['1.8', '1.9'])
  })
  test('of a line that was lost are dropped with it', () => {
    const books = after(image(), part('SEG_START', ['1.2']))
    books.setSubscription(2)
    books.apply({ ...rc({ id: 1, ltp: 7 }), id: 2 })
    expect([[...books.markets.keys()], runner(books)?.lastTradedPrice]).toEqual([['1.1'], 7])
  })
  test('do not stop at a heartbeat, and keep a change between them in its place', () => {
    const books = after(image(), part('SEG_START', ['1.1']), { op: 'mcm', ct: 'HEARTBEAT', pt: 6, clk: 'h' }, rc({ id: 1, ltp: 8 }), part('SEG_END', []))
    expect([runner(books)?.lastTradedPrice, books.clk]).toEqual([8, 'h'])
  })
  test('that never end are refused', () => {
    const books = after(part('SEG_START', []))
    const many = Array.from({ length: 60_000 }, (_, i) => ({ id: `2.${i}` }))
    expect(() => books.apply(part('SEG', [], { mc: many }))).toThrow('a segmented message has more than 50000 parts and no end: connect anew')
  })
})

describe('the line', () => {
  test('messages of another subscription are let be, clocks and all, once one is wanted', () => {
    const books = after(image())
    books.setSubscription(3)
    books.apply({ ...rc({ id: 1, ltp: 5 }), id: 2, clk: 'old', status: 503 })
    expect([runner(books)?.lastTradedPrice, books.clk, books.late]).toEqual([null, null, false])
    books.apply({ ...rc({ id: 1, ltp: 6 }), id: 3, clk: 'new' })
    expect([runner(books)?.lastTradedPrice, books.clk]).toEqual([6, 'new'])
  })
  test('is late from a 503 to a message without; heartbeats count', () => {
    const books = after(image(), { ...rc({ id: 1, ltp: 5 }), status: 503 })
    expect(books.late).toBe(true)
    books.apply({ op: 'mcm', ct: 'HEARTBEAT', pt: 9, clk: 'z' })
    expect([books.late, books.clk]).toEqual([false, 'z'])
  })
})

describe('what is forgotten', () => {
  const HOUR = 3_600_000
  const at = (pt: number, id: string, status: string): ChangeMessage => ({ op: 'mcm', pt, mc: [{ id, marketDefinition: definition({ status }) }] })
  test('closed markets, two hours after they were last heard of; open ones are kept', () => {
    const books = after(at(0, '1.1', 'CLOSED'), at(0, '1.2', 'OPEN'))
    expect(books.apply(at(2 * HOUR - 1, '1.3', 'OPEN')).gone).toEqual([])
    expect(books.apply(at(2 * HOUR + 60_000, '1.3', 'OPEN')).gone).toEqual(['1.1'])
    expect([...books.markets.keys()]).toEqual(['1.2', '1.3'])
  })
  test('one that was settled anew counts from then', () => {
    const books = after(at(0, '1.1', 'CLOSED'), at(HOUR, '1.1', 'OPEN'), at(HOUR + 1, '1.1', 'CLOSED'))
    expect(books.apply(at(2 * HOUR + 60_000, '1.3', 'OPEN')).gone).toEqual([])
    expect(books.apply(at(4 * HOUR, '1.3', 'OPEN')).gone).toEqual(['1.1'])
  })
  test('beyond the most that are kept, whoever was silent longest', () => {
    const books = createBooks({ mostMarkets: 2 })
    const gone = [at(1, '1.1', 'OPEN'), at(2, '1.2', 'OPEN'), at(3, '1.1', 'OPEN'), at(4, '1.3', 'OPEN')].map((message) => books.apply(message).gone)
    expect([gone, [...books.markets.keys()]]).toEqual([[[], [], [], ['1.2']], ['1.1', '1.3']])
  })
})

test.each([['{"op":"mcm"', /^it is no JSON: /], ['[1]', 'it is no JSON object: [1]'], ['null', 'it is no JSON object: null']])('a line that is no message: %s', (line, message) => { expect(() => parseChangeMessage(line)).toThrow(message) })
test('unknown fields are let be', () => {
  const books = after(parseChangeMessage('{"op":"mcm","pt":1,"_stream_id":4,"ArrivalTime":2,"mc":[{"id":"1.1","dt":1,"marketDefinition":{"status":"OPEN","betDelayModels":["PASSIVE"],"suspendReason":"x","runners":[{"id":1,"status":"ACTIVE"}]},"rc":[{"id":1,"zzz":[[1,2]],"ltp":2}]}]}'))
  expect(runner(books)).toMatchObject({ lastTradedPrice: 2, full: {} })
})
