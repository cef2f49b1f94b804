import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { toGlobalId } from '../../../src/graphql/node/global-id'
import { speakingDesk } from '../../support/canned-desk'
import { liveGraph, livePrice, liveRace, oddsEvent, type LiveGraph } from '../../support/live-groups'

/** Subscriptions that front-end teams are shown, run as they stand. */
const root = join(__dirname, '../../..')
const operations = readdirSync(join(root, 'examples/operations')).map((name) => [name, readFileSync(join(root, 'examples/operations', name), 'utf8')] as const).filter(([, text]) => /^subscription/m.test(text))
const guide = readFileSync(join(root, 'docs/subscriptions.md'), 'utf8')
const shown = [...guide.matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, text], i) => [`block ${i + 1} of the guide`, text ?? ''] as const)

let graph: LiveGraph
beforeAll(async () => { graph = await liveGraph({ commentary: () => speakingDesk() }) })
afterAll(() => graph.close())

test('there is one for each subscription, and the guide has some', () => {
  for (const field of ['oddsUpdated', 'predictionUpdated', 'raceUpdated', 'commentaryStream']) for (const all of [operations, shown]) expect(all.some(([, text]) => text.includes(field))).toBe(true)
})

test.each([...operations, ...shown])('%s gives a snapshot first', async (_name, text) => {
  const race = await liveRace(graph, 'S1-1')
  const sequence = (graph.live.race(race.race)?.sequence ?? 0) + 1
  graph.live.events([oddsEvent(race.race, sequence, race.runners.map((runner) => livePrice(runner, sequence, 4)), { whole: true })])
  const [meeting] = await graph.rows('SELECT meeting_id FROM races WHERE id = $1', [race.race])
  const reader = await graph.open(text, { race: race.id, races: [race.id], meeting: toGlobalId('Meeting', meeting?.['meeting_id'] as number) })
  await reader.until(1)
  expect(reader.messages[0].errors).toBeUndefined()
  expect(Object.values(reader.messages[0].data)).toEqual([expect.objectContaining({ snapshot: true })])
  reader.close()
})

test('every file that the guide names is there', () => {
  const named = [...guide.matchAll(/\]\((\.\.\/[^)#]+)\)/g)].map(([, path]) => path ?? '')
  expect(named.length).toBeGreaterThan(2)
  for (const path of named) expect(() => readFileSync(join(root, 'docs', path))).not.toThrow()
})
