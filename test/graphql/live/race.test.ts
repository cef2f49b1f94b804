import { toGlobalId } from '../../../src/graphql/node/global-id'
import { liveGraph, liveRace, raceEvent, type LiveGraph, type LiveRace } from '../../support/live-groups'

let graph: LiveGraph
let [coming, scratched]: LiveRace[] = []
let [meeting, change] = [0, 0]
beforeAll(async () => {
  graph = await liveGraph()
  coming = await liveRace(graph, 'S1-1')
  scratched = await liveRace(graph, '2023-04-02-ST-1')
  meeting = (await graph.rows('SELECT meeting_id FROM races WHERE id = $1', [scratched.race]))[0]?.['meeting_id'] as number
  change = (await graph.rows('SELECT id FROM change_events'))[0]?.['id'] as number
})
afterEach(() => { expect(graph.groups.size).toBe(0) })
afterAll(() => graph.close())

const body = '{ snapshot sequence status race { id } event { kind text runner { id } } }'
const text = `subscription ($races: [ID!], $meetings: [ID!], $kinds: [ChangeKind!], $from: Int) { raceUpdated(raceIds: $races, meetingIds: $meetings, kinds: $kinds, fromSequence: $from) ${body} }`
const scratching = (sequence: number): ReturnType<typeof raceEvent> => raceEvent(scratched?.race ?? 0, sequence, { meetingId: meeting, status: 'OPEN', change: { kind: 'SCRATCHING', id: change, runnerId: scratched?.runners[4] ?? 0, text: 'out' } })
const told = ({ messages }: { readonly messages: any[] }): unknown[] => messages.map(({ data: { raceUpdated: { snapshot, sequence, status, event } } }) => [snapshot, sequence, status, event?.kind ?? null]) // eslint-disable-line @typescript-eslint/no-explicit-any -- parsed messages

test('how a race stands first, then every change, none left out for a newer one', async () => {
  const reader = await graph.open(text, { races: [scratched?.id] })
  await reader.until(1)
  reader.pause()
  graph.live.events([scratching(1), raceEvent(scratched?.race ?? 0, 2, { status: 'JUMPED' })])
  graph.live.events([raceEvent(coming?.race ?? 0, 1), raceEvent(scratched?.race ?? 0, 3, { status: 'FINAL' })])
  await graph.idle()
  reader.resume()
  await reader.until(4)
  expect(told(reader)).toEqual([[true, 0, 'FINAL', null], [false, 1, 'OPEN', 'SCRATCHING'], [false, 2, 'JUMPED', null], [false, 3, 'FINAL', null]])
  expect(reader.messages[1].data.raceUpdated.event).toEqual({ kind: 'SCRATCHING', text: 'Horse H5 was scratched', runner: { id: scratched?.runnerIds[4] } })
  const late = await graph.open(text, { races: [scratched?.id] })
  await late.until(1)
  expect(told(late)).toEqual([[true, 3, 'FINAL', null]])
  reader.close()
  late.close()
})

test('fromSequence tells the changes since to the one who asks, in order', async () => {
  const there = await graph.open(text, { races: [scratched?.id] })
  await there.until(1)
  graph.live.events([scratching(11), raceEvent(scratched?.race ?? 0, 12, { status: 'DELAYED' })])
  await there.until(3)
  const back = await graph.open(text, { races: [scratched?.id], from: 10 - 7 })
  await back.until(2)
  expect(told(back)).toEqual([[false, 11, 'OPEN', 'SCRATCHING'], [false, 12, 'DELAYED', null]])
  await graph.idle()
  expect(there.messages).toHaveLength(3)
  back.close()
  there.close()
})

test('of meetings, of kinds, and of all races with those to come first', async () => {
  const [all, ofMeeting, ofKind] = await Promise.all([graph.open(text), graph.open(text, { meetings: [toGlobalId('Meeting', meeting)] }), graph.open(text, { races: [scratched?.id], kinds: ['JOCKEY_CHANGE'] })])
  await Promise.all([all, ofMeeting, ofKind].map((reader) => reader.until(1)))
  expect(all.messages.map(({ data }) => data.raceUpdated.race.id)).toEqual([coming?.id])
  expect(ofMeeting.messages.map(({ data }) => data.raceUpdated.race.id)).toEqual([scratched?.id])
  graph.live.events([scratching(21), raceEvent(coming?.race ?? 0, 21, { meetingId: 52 })])
  await Promise.all([all.until(3), ofMeeting.until(2)])
  await graph.idle()
  expect([told(all).slice(1), told(ofMeeting).slice(1), ofKind.messages.length]).toEqual([[[false, 21, 'OPEN', 'SCRATCHING'], [false, 21, 'OPEN', null]], [[false, 21, 'OPEN', 'SCRATCHING']], 1])
  for (const { close } of [all, ofMeeting, ofKind]) close()
})

test('after a reset how it stands is told again', async () => {
  const reader = await graph.open(text, { races: [scratched?.id] })
  await reader.until(1)
  graph.live.reset([raceEvent(scratched?.race ?? 0, 40, { status: 'FINAL' })])
  await reader.until(2)
  expect(told(reader)[1]).toEqual([true, 40, 'FINAL', null])
  reader.close()
})

test('what was outdated while it was being told is not told to those who come later', async () => {
  graph.live.events([raceEvent(scratched?.race ?? 0, 50)])
  const release = graph.hold()
  const opening = graph.open(text, { races: [scratched?.id], kinds: ['SCRATCHING'] })
  const early = await opening
  graph.live.events([scratching(51)])
  release()
  await early.until(2)
  const late = await graph.open(text, { races: [scratched?.id], kinds: ['SCRATCHING'] })
  await late.until(1)
  expect([told(early), told(late)]).toEqual([[[true, 50, 'FINAL', null], [false, 51, 'OPEN', 'SCRATCHING']], [[true, 51, 'FINAL', null]]])
  early.close()
  late.close()
})
