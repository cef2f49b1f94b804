import type { FinishMaterial, RaceMaterial, RunMaterial, RunnerMaterial } from '../../src/commentary/facts/material'
import type { Records } from '../../src/commentary/facts/records'
import { instant } from '../../src/domain/instant'
import type { FeatureName } from '../../src/features/registry'
import { OFF, raceCard } from './racing-world'

export const NO_RECORDS: Records = { career: null, distance: null, venue: null, ground: null, wet: null, together: null, jockeyYear: null, jockeyMonth: null, jockeyVenue: null, trainerYear: null, trainerMonth: null, trainerVenue: null, partnership: null, sire: null }
export const pastRun = (part: Partial<RunMaterial> = {}): RunMaterial => ({ raceId: 1, daysAgo: 21, position: 2, fieldSize: 12, beatenLengths: 1.25, wonByLengths: null, timeMs: 69_850, distanceM: 1_200, barrier: 5, weightKg: 57.5, classAbove: 0, venue: 'Sha Tin', comment: null, ...part })
export const finish = (part: Partial<FinishMaterial> & Pick<FinishMaterial, 'runnerId'>): FinishMaterial => ({ status: 'FINISHED', position: null, marginLengths: null, beatenLengths: null, finishTimeMs: null, startingPrice: null, comment: null, ...part })

export interface MaterialPart extends Partial<Omit<RaceMaterial, 'columns' | 'runners'>> { readonly columns?: Readonly<Partial<Record<FeatureName, readonly number[]>>>; readonly runners?: readonly Partial<RunnerMaterial>[] }
/** Three runners, 11, 12 and 13, with the numbers 1 to 3: say what matters. */
export function raceMaterial({ columns = {}, runners = [], ...part }: MaterialPart = {}): RaceMaterial {
  const card = part.card ?? raceCard({ raceId: 5, number: 4, venueId: 1, runners: [1, 2, 3].map((n) => ({ runnerId: 10 + n, horseId: n, number: n, barrier: 4 - n, weightKg: 54 + n, jockeyId: n, trainerId: n })) })
  return {
    asOf: instant(OFF), card, venue: 'Sha Tin', raceName: 'Plain Handicap', classText: 'Class 4', currency: 'HKD', synthetic: false, runnerIds: [11, 12, 13], prediction: null, changes: [], result: null, ...part,
    columns: new Map(Object.entries(columns).map(([name, values]) => [name as FeatureName, Float64Array.from(values)])),
    runners: card.runners.map((runner, i): RunnerMaterial => ({ runner, horse: `Horse ${'ABC'.charAt(i)}`, jockey: `Jockey ${'ABC'.charAt(i)}`, trainer: `Trainer ${'ABC'.charAt(i)}`, scratched: false, records: NO_RECORDS, past: [], ...runners[i] })),
  }
}
