import type { Instant } from '../../../src/domain/instant'
import type { RaceEvent } from '../../../src/domain/live-event'
import { raceSequences } from '../../../src/live/bus/race-sequences'
import { alwaysLeased } from '../../../src/live/lease/always'
import { raceEvents, type HeardChange, type RaceEventsDeps } from '../../../src/usecases/live/race-events'

const heard = (part: Partial<HeardChange>): HeardChange => ({ raceId: 1, meetingId: 9, status: 'OPEN', at: 5 as Instant, change: null, track: false, ...part })
const change = (kind: NonNullable<HeardChange['change']>['kind']): HeardChange['change'] => ({ kind, id: 3, runnerId: null, text: kind })

function open(leases: RaceEventsDeps['leases'] = alwaysLeased()) {
  const told: RaceEvent[] = [], asked: (readonly [number, string])[] = []
  const tell = raceEvents({
    leases, sequences: raceSequences(), now: () => 7 as Instant,
    bus: { publish: (events) => { for (const event of events) if (event.kind === 'race') told.push(event) } },
    repricer: { cardChanged: (raceId, reason) => { asked.push([raceId, reason]) }, forget: (raceId) => { asked.push([raceId, 'forget']) } },
  })
  return { tell, told, asked }
}

test('what changed is told, numbered, and the race is predicted anew for it', async () => {
  const { tell, told, asked } = open()
  await tell([heard({ change: change('SCRATCHING') }), heard({ change: change('JOCKEY_CHANGE') }), heard({ raceId: 2, change: change('RAIL_CHANGE') }), heard({ raceId: 2, track: true }), heard({ status: 'DELAYED' }), heard({ change: change('REINSTATEMENT') })])
  expect(told[0]).toEqual({ kind: 'race', raceId: 1, meetingId: 9, status: 'OPEN', at: 5, receivedAt: 7, sequence: 1, change: { kind: 'SCRATCHING', id: 3, runnerId: null, text: 'SCRATCHING' } })
  expect(told.map(({ raceId, sequence }) => [raceId, sequence])).toEqual([[1, 1], [1, 2], [2, 1], [2, 2], [1, 3], [1, 4]])
  expect(asked).toEqual([[1, 'SCRATCHING'], [1, 'CARD_CHANGE'], [2, 'TRACK_CHANGE'], [2, 'TRACK_CHANGE'], [1, 'CARD_CHANGE'], [1, 'SCRATCHING']])
})
test('a race that is over is told of and not predicted any more', async () => {
  const { tell, told, asked } = open()
  await tell((['FINAL', 'ABANDONED', 'VOID'] as const).map((status, i) => heard({ raceId: i + 1, status })))
  expect(told.map(({ status }) => status)).toEqual(['FINAL', 'ABANDONED', 'VOID'])
  expect(asked).toEqual([[1, 'forget'], [2, 'forget'], [3, 'forget']])
})
test('of several workers the one that holds the race tells it; one that held it before goes on holding it, others give it back', async () => {
  const given: string[] = []
  const mine = new Set(['race/2'])
  const { tell, told, asked } = open({ take: async (name) => name !== 'race/3', holds: (name) => mine.has(name), release: async (name) => { given.push(name) } })
  await tell([1, 2, 3].map((raceId) => heard({ raceId })))
  expect([told.map(({ raceId }) => raceId), asked.map(([raceId]) => raceId), given]).toEqual([[1, 2], [1, 2], ['race/1']])
})
