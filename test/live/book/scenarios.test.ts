import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { createBooks } from '../../../src/live/book/books'
import type { ChangeMessage } from '../../../src/live/book/change-message'
import { marketSnapshot, type MarketSnapshot } from '../../../src/live/book/snapshot'
import { describeWithShared, sharedData } from '../../support/shared-data'
import { recordedMessages } from './streams'

interface Scenario { readonly market: string; readonly disconnectAfterLine: number; readonly resumeAfterLine: number; readonly resubDelta: ChangeMessage; readonly resubImage: ChangeMessage; readonly subImage: ChangeMessage }
const ANSWERS = ['resubDelta', 'resubImage', 'subImage'] as const
const read = (path: string): unknown => JSON.parse(gunzipSync(readFileSync(path)).toString())
const named = (folder: string | null, kind: string): string[] => (folder === null ? ['(none)'] : readdirSync(join(folder, 'scenarios')).filter((file) => file.startsWith(kind)))

/** Order of runners is that of arrival, which an image changes. */
const comparable = ({ runners, publishTime: _time, ...market }: MarketSnapshot): unknown => ({ ...market, runners: [...runners].sort((a, b) => a.selectionId - b.selectionId || a.hc - b.hc) })

describeWithShared('betfair', 'a connection that is lost and resumed', (folder) => {
  const cases = named(sharedData('betfair'), 'resub__').flatMap((file) => ANSWERS.map((answer) => [file, answer] as const))
  test.each(cases)('%s, answered by %s, ends where the uninterrupted line does', (file, answer) => {
    const scenario = read(join(folder, 'scenarios', file)) as Scenario
    const messages = recordedMessages(folder, scenario.market)
    const { snapshots } = read(join(folder, 'expected', `${scenario.market}.json.gz`)) as { snapshots: readonly { line: number; markets: readonly MarketSnapshot[] }[] }
    const books = createBooks({ keepClosedMs: Infinity })
    for (const message of messages.slice(0, scenario.disconnectAfterLine)) books.apply(message)
    books.setSubscription(3)
    // What comes late by the old subscription is not ours any more.
    for (const message of messages.slice(scenario.disconnectAfterLine, scenario.disconnectAfterLine + 3)) books.apply({ ...message, id: 2 })
    books.apply(scenario[answer])
    let compared = 0
    const compare = (line: number): void => {
      const expected = snapshots.find((snapshot) => snapshot.line === line)
      if (expected === undefined) return
      compared++
      const full = expected.markets[0]?.runners[0]?.full !== undefined
      const found = [...books.markets.values()].map((book) => JSON.parse(JSON.stringify(marketSnapshot(book, full))) as MarketSnapshot)
      expect(found.map(comparable)).toEqual(expected.markets.map(comparable))
    }
    compare(scenario.resumeAfterLine)
    messages.slice(scenario.resumeAfterLine).forEach((message, i) => { books.apply({ ...message, id: 3 }); compare(scenario.resumeAfterLine + i + 1) })
    expect(compared).toBeGreaterThan(3)
  })
})
