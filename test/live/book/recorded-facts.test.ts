import { createBooks, type Books } from '../../../src/live/book/books'
import type { ChangeMessage } from '../../../src/live/book/change-message'
import { sumOf } from '../../../src/live/book/ladder'
import type { SelectionBook } from '../../../src/live/book/selection-book'
import { describeWithShared } from '../../support/shared-data'
import { cache, recordedMessages } from './streams'

/** Facts of real data that hold only if books are kept as they should be: each is looked for after every message. */
describeWithShared('betfair', 'what real data does, seen through our books', (folder) => {
  const walk = (name: string, see: (books: Books, message: ChangeMessage, line: number) => void): void => {
    const books = createBooks({ keepClosedMs: Infinity })
    recordedMessages(folder, name).forEach((message, i) => { books.apply(message); see(books, message, i + 1) })
  }
  const selections = (books: Books): SelectionBook[] => [...books.markets.values()].flatMap((market) => [...market.selections.values()])

  test.each(['1.206064380', '1.241629436', '1.185781277', '1.195453619', '1.164917629'])('%s: raw ladders never cross', (name) => {
    let [states, crossed] = [0, 0]
    walk(name, (books) => {
      for (const { atb, atl } of selections(books)) {
        const [back, lay] = [atb.prices[0], atl.prices[0]]
        if (back === undefined || lay === undefined) continue
        states++
        if (back >= lay) crossed++
      }
    })
    expect(states).toBeGreaterThan(1_000)
    expect(crossed).toBe(0)
  })
  test.each(['1.241629436', '1.185781277'])('%s: live, volumes add up: trades to the runner\'s, runners to the market\'s while it is open', (name) => {
    let [markets, runners] = [0, 0]
    const wrong: string[] = []
    walk(name, (books, _message, line) => {
      for (const { definition, tv, selections: own } of books.markets.values()) {
        let sum = 0
        for (const { tv: volume, trd, selectionId } of own.values()) {
          if (typeof volume !== 'number') continue
          runners++
          sum += volume
          if (Math.abs(sumOf(trd) - volume) > 0.05) wrong.push(`line ${line}: trades of ${selectionId}`)
        }
        if (definition?.status !== 'OPEN' || typeof tv !== 'number') continue
        markets++
        if (Math.abs(sum - tv) > 0.05) wrong.push(`line ${line}: the market`)
      }
    })
    expect([markets > 6_000, runners > 60_000, wrong]).toEqual([true, true, []])
  })
  test('in an official file the volume of an entry is that of its trades, and what was matched is the sum of the ladder', () => {
    let [entries, wrong] = [0, 0]
    walk('1.206064380', (_books, { mc }) => {
      for (const { img, rc } of mc ?? []) {
        if (img === true) continue
        for (const { tv, trd } of rc ?? []) {
          if (typeof tv !== 'number') continue
          entries++
          if (Math.abs((trd ?? []).reduce((sum, [, size]) => sum + (size ?? 0), 0) - tv) > 0.011) wrong++
        }
      }
    })
    expect([entries, wrong]).toEqual([2_886, 0])
  })
  test('a removal (Moe): nonsense for a second, reduced trades off the tick ladder, then a new version', () => {
    const markets = cache({ mode: 'recorded' })
    const views = new Map(recordedMessages(folder, '1.206064380').slice(0, 844).map((message, i) => { markets.apply(message); return [i + 1, markets.snapshot()[0]?.view] as const }))
    const runner = (line: number, id: number): unknown => { const one = views.get(line)?.selections.find(({ selectionId }) => selectionId === id); return one === undefined ? null : { status: one.status, lastTraded: one.lastTraded, factor: one.adjustmentFactor, removed: one.removedAt !== null } }
    expect([837, 838, 842, 843].map((line) => views.get(line)?.status)).toEqual(['OPEN', 'SUSPENDED', 'SUSPENDED', 'OPEN'])
    expect(runner(841, 39540410)).toMatchObject({ status: 'ACTIVE', factor: 30.01 })
    expect(runner(842, 39540410)).toMatchObject({ status: 'REMOVED', removed: true })
    // 3.85 x (1 - 0.3001), to the penny.
    expect(runner(841, 39008736)).toMatchObject({ lastTraded: 2.69 })
    expect(runner(842, 39008736)).toMatchObject({ factor: 42.89 })
    expect((views.get(843)?.version ?? 0) > (views.get(837)?.version ?? Infinity)).toBe(true)
  })
  test.each([['1.206064380', 'recorded'], ['1.241629436', 'live'], ['1.185781277', 'live'], ['1.195453619', 'recorded']] as const)('%s: what was matched outlives the settlement', (name, mode) => {
    const markets = cache({ mode, keepClosedMs: Infinity })
    let most = 0
    for (const message of recordedMessages(folder, name)) { markets.apply(message); most = Math.max(most, markets.snapshot()[0]?.view.matched ?? 0) }
    const [now] = markets.snapshot()
    expect(now?.view.status).toBe('CLOSED')
    expect([most > 1_000, now?.view.matched]).toEqual([true, most])
    expect(now?.view.selections.filter(({ status }) => status === 'WINNER' || status === 'LOSER').every(({ matched }) => (matched ?? 0) > 0)).toBe(true)
  })
  test('words for numbers are null in views, never 0', () => {
    const markets = cache()
    let words = 0
    for (const message of recordedMessages(folder, 'multi-36-au-20221227')) {
      markets.apply(message)
      for (const { rc } of message.mc ?? []) for (const { spn, spf } of rc ?? []) for (const value of [spn, spf]) if (typeof value === 'string') words++
    }
    expect(words).toBeGreaterThan(150)
    for (const { view } of markets.snapshot()) for (const { nearPrice, farPrice } of view.selections) for (const price of [nearPrice, farPrice]) expect(price === null || price > 0).toBe(true)
  })
})
