import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { apolloCardById, askById, idOf } from '../../examples/clients/trusted-documents'
import { NextToJumpDocument, RaceCardDocument } from '../../examples/generated/graphql'
import { openDocuments } from '../../src/app/documents/open-documents'
import { withRunner } from '../../src/storage/sql-runner'
import type { PublishReport } from '../../src/usecases/documents/publish'
import { testDatabase, type TestDatabase } from '../support/database'
import { ranCommand } from '../support/ran-command'
import { serveGraph, type ServedGraph } from '../support/serve-graph'

/** From codegen's file, by the command line, to clients that ask by id of a server that takes nothing else. */
const MANIFEST = join(__dirname, '../../examples/generated/persisted-documents.json')
const CARD = { date: '2023-04-23', venue: 'ST' }
let db: TestDatabase
let graph: ServedGraph
let close: () => void
let report: PublishReport
beforeAll(async () => {
  db = await testDatabase()
  const { code, out, err } = await ranCommand(['documents', 'publish', MANIFEST, '--client', 'examples@1.0.0', '--json'], { DATABASE_URL: db.url })
  expect([code, err]).toEqual([0, ''])
  report = JSON.parse(out) as PublishReport
  const documents = openDocuments({ config: { RACEGRAPH_DOCUMENTS: 'trusted', RACEGRAPH_DOCUMENTS_INTROSPECTION: false, RACEGRAPH_TRUSTED_DOCUMENT_BYTES: 1_000_000 }, open: (use) => withRunner(db.pool, use), warn: (_problem, error) => { throw error } })
  close = documents.documents.close
  graph = await serveGraph({}, documents)
})
afterAll(async () => {
  close()
  await graph.close()
  await db.close()
})

test('all that codegen wrote is published, under the ids that it gave them', () => {
  const written = Object.keys(JSON.parse(readFileSync(MANIFEST, 'utf8')) as object)
  expect(report.documents.map(({ id }) => id).sort()).toEqual(written.sort())
  expect(report.documents.every(({ fate, cost, aliases }) => fate === 'published' && cost >= 0 && aliases.length === 0)).toBe(true)
  expect(written).toContain(idOf(RaceCardDocument))
})

test('fetch by GET and Apollo Client by hash get the same card', async () => {
  const { meeting } = await askById(graph.url, RaceCardDocument, CARD)
  expect(meeting?.races[0]?.runners.nodes.map(({ number, horse, result }) => [number, horse.name, result?.position])).toEqual([[1, 'Horse H1', 1], [2, 'Horse H2', 2], [3, 'Horse H3', 3]])
  expect((await apolloCardById(graph.url, CARD))?.meeting?.races[0]?.runners.nodes[0]?.horse.name).toBe('Horse H1')
  expect((await askById(graph.url, NextToJumpDocument, { first: 1 })).nextToJump).toHaveLength(1)
})

test('what was not published is refused with what to do', async () => {
  const response = await fetch(graph.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: '{ serverTime }' }) })
  expect([response.status, (await response.json() as { errors: { message: string }[] }).errors[0]?.message]).toEqual([403, expect.stringContaining('npx racegraph documents publish')])
  await expect(askById(graph.url, { __meta__: { hash: `sha256:${'0'.repeat(64)}` } } as unknown as typeof RaceCardDocument, CARD)).rejects.toThrow('No trusted document has the id')
})
