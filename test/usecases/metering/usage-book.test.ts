import { anonymousPrincipal, type Caller } from '../../../src/access/principal'
import { instant } from '../../../src/domain/instant'
import type { UsageRow, UsedOperation } from '../../../src/usecases/metering/ports'
import { createUsageBook, OTHERS } from '../../../src/usecases/metering/usage-book'

const caller = (id: string, client: string | null = null, version: string | null = null): Caller => ({ principal: { ...anonymousPrincipal(), id }, address: '127.0.0.1', client: { name: client, version } })
const AT = instant('2026-11-23T10:00:00Z')
const HASH = 'ab'.repeat(32)
const used = (over: Partial<UsedOperation> = {}): UsedOperation => ({
  at: AT, caller: caller('key:a', 'app', '1'), transport: 'http', type: 'query', name: 'Card', document: HASH, fields: ['Query.race', 'Race.id'], estimatedCost: 10, actualCost: 4, errors: [], bytes: 100, durationMs: 2.5, ...over,
})
const sum = (rows: readonly UsageRow[], of: (row: UsageRow) => number): number => rows.reduce((total, row) => total + of(row), 0)

test('what is alike is added up, errors by code and once an operation', () => {
  const book = createUsageBook()
  book.operation(used())
  book.operation(used({ bytes: 50, actualCost: 6, durationMs: 1.5, errors: ['TIMEOUT', 'TIMEOUT', 'FORBIDDEN'] }))
  book.subscription({ at: AT, caller: caller('key:a', 'app', '1'), name: 'Card', document: HASH, openMs: 5_000, deliveries: 3, bytes: 7 })
  expect(book.take()).toEqual({
    rows: [{
      day: '2026-11-23', principal: 'key:a', client: 'app', version: '1', operation: 'Card', document: HASH, rest: false,
      operations: 2, failed: 1, estimatedCost: 20, actualCost: 10, bytes: 157, durationMs: 4, subscriptionMs: 5_000, deliveries: 3, errors: { TIMEOUT: 1, FORBIDDEN: 1 },
    }],
    documents: [{ document: HASH, operation: 'Card', fields: ['Query.race', 'Race.id'], day: '2026-11-23' }],
  })
  expect(book.take()).toBeNull()
})
test.each<[string, Partial<UsedOperation>]>([
  ['another day of UTC', { at: instant('2026-11-23T23:59:59.999-01:00') }], ['another key', { caller: caller('key:b', 'app', '1') }], ['another client', { caller: caller('key:a', 'web', '1') }],
  ['another version', { caller: caller('key:a', 'app', '2') }], ['another operation', { name: null }], ['another document', { document: 'cd'.repeat(32) }],
])('%s stands apart', (_what, other) => {
  const book = createUsageBook()
  book.operation(used())
  book.operation(used(other))
  expect(book.take()?.rows.map(({ operations }) => operations)).toEqual([1, 1])
})
test('a document is told once a day and batch', () => {
  const book = createUsageBook()
  for (const who of ['key:a', 'key:b']) book.operation(used({ caller: caller(who) }))
  expect(book.take()?.documents).toHaveLength(1)
  book.operation(used({ caller: caller('key:a') }))
  expect(book.take()?.documents).toEqual([])
  book.operation(used({ caller: caller('key:a'), at: instant('2026-11-24T00:00:00Z') }))
  expect(book.take()?.documents).toHaveLength(1)
})
test('texts that were not valid are not told apart', () => {
  const book = createUsageBook()
  for (let i = 0; i < 3; i++) book.operation(used({ document: String(i).repeat(64), fields: null, name: null, errors: ['GRAPHQL_VALIDATION_FAILED'] }))
  expect(book.take()).toMatchObject({ rows: [{ document: '', operations: 3, failed: 3 }], documents: [] })
})
test('who invents names fills the rest of its own, others keep their rows, and nothing is lost', () => {
  const book = createUsageBook({ mostRows: 10, mostOfOne: 4 })
  book.operation(used())
  for (let i = 0; i < 50; i++) book.operation(used({ caller: caller('key:flood', `client ${i}`) }))
  book.operation(used({ caller: caller('key:late') }))
  expect(book.folded).toBe(46)
  const rows = book.take()?.rows ?? []
  expect(rows.filter(({ principal }) => principal === 'key:flood').map(({ rest, operations, client }) => ({ rest, operations, client }))).toEqual([
    ...[0, 1, 2, 3].map((i) => ({ rest: false, operations: 1, client: `client ${i}` })), { rest: true, operations: 46, client: '' },
  ])
  expect(rows.find(({ principal }) => principal === 'key:late')).toMatchObject({ rest: false, operations: 1 })
  expect(sum(rows, ({ bytes }) => bytes)).toBe(5_200)
  // In the next batch of the day those who have a row keep it.
  book.operation(used({ caller: caller('key:flood', 'client 2') }))
  book.operation(used({ caller: caller('key:flood', 'client 9') }))
  expect(book.take()?.rows.map(({ rest, client }) => [rest, client])).toEqual([[false, 'client 2'], [true, '']])
})
test('even rests are bounded: principals without end share one', () => {
  const book = createUsageBook({ mostRows: 2, mostRests: 3 })
  for (let i = 0; i < 100; i++) book.operation(used({ caller: caller(`token:${i}`) }))
  const rows = book.take()?.rows ?? []
  expect(rows).toHaveLength(6)
  expect(rows.find(({ principal }) => principal === OTHERS)).toMatchObject({ rest: true, operations: 95 })
  expect(sum(rows, ({ operations }) => operations)).toBe(100)
})
test('no text and no number can keep a batch from being written', () => {
  const book = createUsageBook()
  book.operation(used({ caller: caller(`token:${'x'.repeat(500)}`), name: 'n'.repeat(500), bytes: 1.5, actualCost: NaN, estimatedCost: -1, durationMs: Infinity, errors: ['', 'a code of nobody'] }))
  book.operation(used({ caller: caller('token:a\0b\nc\ud800d') }))
  const [long, odd] = book.take()?.rows ?? []
  expect(long).toMatchObject({ principal: `token:${'x'.repeat(194)}`, operation: 'n'.repeat(120), bytes: 2, actualCost: 0, estimatedCost: 0, durationMs: 0, errors: { UNKNOWN: 1 } })
  expect(odd?.principal).toBe('token:a b c d')
})
