import fc from 'fast-check'
import { Rows } from '../../../src/storage/copy-in/rows'
import { testDatabase } from '../../support/database'
import type { TestDatabase } from '../../support/database'

let db: TestDatabase
beforeAll(async () => { db = await testDatabase() })
afterAll(async () => { await db.close() })

const SPEC = { name: 'any', key: ['n'], columns: [['n', 'int'], ['text', 'text'], ['list', 'text[]'], ['yes', 'boolean']] } as const
const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }).filter((s) => !s.includes('\0')), fc.constantFrom('NULL', 'null', '', ' ', '"', '\\', '\\"', '{}', '{a,b}', ',', '\n\t', "'", '\u{1F40E}', 'é'))

test('any text, list and null come through a literal as they were', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.option(text), fc.array(text, { maxLength: 3 }), fc.option(fc.boolean())), { maxLength: 8 }), async (values) => {
    const rows = new Rows(SPEC)
    values.forEach(([word, list, yes], i) => { rows.add([i, word, list, yes]) })
    const read = await db.pool.query({ text: 'SELECT text, list::text[], yes FROM unnest($1::int[], $2::text[], $3::text[], $4::boolean[]) AS n(n, text, list, yes) ORDER BY n', values: rows.literals(), rowMode: 'array' })
    expect(read.rows).toEqual(values.map(([word, list, yes]) => [word, list, yes]))
  }), { numRuns: 200 })
})
test('a row of the wrong width is refused before it gets anywhere', () => {
  expect(() => { new Rows(SPEC).add([1, 'a']) }).toThrow('any takes 4 values, not 2')
})
