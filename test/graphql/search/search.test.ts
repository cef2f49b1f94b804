import { testDatabase, type TestDatabase } from '../../support/database'
import { openGraph, type Graph } from '../../support/graph'

let database: TestDatabase
let graph: Graph
beforeAll(async () => {
  database = await testDatabase()
  await database.pool.query(`
    INSERT INTO venues (source, code, name, country, timezone) VALUES ('HKJC', 'ST', 'Sha Tin', 'HKG', 'Asia/Hong_Kong'), ('SYNTHETIC', 'GLD', 'Golden Plains', 'AUS', 'Australia/Sydney');
    INSERT INTO horses (source, source_id, name) VALUES ('HKJC', 'C1', 'Golden Sixty'), ('HKJC', 'C2', 'Golden Mission'), ('HKJC', 'C3', 'Romantic Warrior'), ('HKJC', 'C4', '100% Pure'), ('HKJC', 'C5', '金槍六十'), ('HKJC', 'C6', 'Sixty Strings');
    INSERT INTO jockeys (source, source_id, name) VALUES ('HKJC', 'J1', 'Z Purton'), ('HKJC', 'J2', 'C Y Ho');
    INSERT INTO trainers (source, source_id, name) VALUES ('HKJC', 'T1', 'K W Lui');
    INSERT INTO owners (source, source_id, name) VALUES ('HKJC', 'O1', 'Golden Syndicate'), ('HKJC', 'O2', 'Rotary Club of Sha Tin')`)
  graph = await openGraph(database.pool)
})
afterAll(() => database.close())

const NAMES = '__typename ... on Horse { name } ... on Jockey { name } ... on Trainer { name } ... on Owner { name } ... on Venue { name }'
const hits = async (text: string, first = 10): Promise<readonly string[]> =>
  (await graph.ask(`query ($text: String!, $first: Int) { search(text: $text, first: $first) { ${NAMES} } }`, { text, first })).search.map((hit: { __typename: string; name: string }) => `${hit.__typename} ${hit.name}`)

test.each([
  ['the whole name', 'Golden Sixty', 'Horse Golden Sixty'], ['another case', 'gOLDEN sIXTY', 'Horse Golden Sixty'], ['a letter left out', 'Goldn Sixty', 'Horse Golden Sixty'], ['two wrong letters', 'Romentic Warier', 'Horse Romantic Warrior'],
  ['one word of it', 'warrior', 'Horse Romantic Warrior'], ['its beginning', 'rom', 'Horse Romantic Warrior'], ['a jockey', 'purton', 'Jockey Z Purton'], ['a typing error in a jockey', 'purtn', 'Jockey Z Purton'], ['a trainer', 'k w lui', 'Trainer K W Lui'],
  ['letters that changed places, the name itself before longer ones that have it', 'sha tni', 'Venue Sha Tin'],
  ['the code of a venue', 'st', 'Venue Sha Tin'], ['blanks around it', '  sha   tin ', 'Venue Sha Tin'], ['a per cent sign is no wildcard', '100%', 'Horse 100% Pure'], ['Chinese', '金槍六十', 'Horse 金槍六十'],
])('finds by %s', async (_, text, expected) => { expect((await hits(text))[0]).toBe(expected) })

test('several types in one answer, the better fit first', async () => {
  const found = await hits('golden')
  expect(new Set(found)).toEqual(new Set(['Horse Golden Sixty', 'Horse Golden Mission', 'Owner Golden Syndicate', 'Venue Golden Plains']))
  expect(await hits('golden', 2)).toEqual(found.slice(0, 2))
})
test('nothing like it is an empty list', async () => { expect(await hits('qqqqqq')).toEqual([]) })
test('a wildcard or a quote finds nothing more than it should', async () => { expect([await hits('%%'), await hits('__'), await hits("'; DROP TABLE horses; --")]).toEqual([[], [], []]) })
test.each([['one character', 'a', 10], ['blanks', '   ', 10], ['101 characters', 'a'.repeat(101), 10], ['a NUL', 'ab\0c', 10], ['no hits', 'golden', 0], ['51 hits', 'golden', 51]])('refuses %s', async (_, text, first) => {
  expect((await graph.refusal('query ($text: String!, $first: Int) { search(text: $text, first: $first) { __typename } }', { text, first })).code).toBe('BAD_USER_INPUT')
})
test('the trigram indexes serve it', async () => {
  await database.pool.query("INSERT INTO horses (source, source_id, name) SELECT 'SYNTHETIC', 'S' || n, 'Filler ' || md5(n::text) FROM generate_series(1, 20000) n")
  await database.pool.query('VACUUM ANALYZE horses')
  await graph.ask('{ search(text: "golden sixty") { __typename } }')
  const sql = graph.statements[0]!.replaceAll('$1::text', "'golden sixty'").replaceAll('$2::text', "'golden sixty%'").replaceAll('$3::int', '10')
  const plan = (await database.pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`)).rows.map((row) => row['QUERY PLAN']).join('\n')
  expect(plan).toContain('horses_name_like')
  expect(plan).not.toContain('Seq Scan on horses')
})
