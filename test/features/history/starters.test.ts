import { instant } from '../../../src/domain/instant'
import type { TrackReading } from '../../../src/domain/race-card'
import { latestReading } from '../../../src/features/history/starters'
import { raceCard } from '../../support/racing-world'

const reading = (hour: string, number: number, raceNumber: number | null = null): TrackReading =>
  ({ raceNumber, label: 'GOOD', number, observedAt: instant(`2024-05-01T${hour}:00Z`), knownAt: instant(`2024-05-01T${hour}:00Z`) })

test.each<[string, readonly TrackReading[], number | undefined]>([
  ['none', [], undefined],
  ['the last one, however they are listed', [reading('05:00', 5), reading('04:00', 4)], 5],
  ['not one of another race', [reading('04:00', 4), reading('05:00', 5, 7)], 4],
  ['one of this race', [reading('04:00', 4), reading('05:00', 5, 1)], 5],
  ['one of the very off', [reading('04:00', 4), reading('06:00', 6)], 6],
  ['not one of later races of the day: it rained after this one', [reading('04:00', 4), reading('06:01', 8)], 4],
])('the ground of a race: %s', (_, readings, number) => { expect(latestReading(raceCard({ off: '2024-05-01T06:00:00Z', runners: [], readings }))?.number).toBe(number) })
