import { confidenceFrom, type Confidence } from '../../integration/confidence'
import { raceCount, type RaceBatch } from '../data/race-table'
import type { FittedConfidence } from './fitted'
import { confidenceParts, partsAt, type Said } from './parts'

/** Confidence in each race of a batch, and in each runner by row; with the market's opinion where the prices of the race are at hand. */
export function confidenceOf(batch: RaceBatch, said: Said, fitted: FittedConfidence): { readonly races: readonly Confidence[]; readonly runners: readonly Confidence[] } {
  const { races, runners } = confidenceParts(batch, said, fitted)
  const scaleAt = (race: number): FittedConfidence['withoutMarket'] => (fitted.withMarket === null || Number.isNaN(races.agreementWithMarket[race]) ? fitted.withoutMarket : fitted.withMarket)
  const all = Array.from({ length: raceCount(batch) }, (_, r) => r)
  return {
    races: all.map((r) => confidenceFrom(scaleAt(r), partsAt(races, r))),
    runners: all.flatMap((r) => Array.from({ length: (batch.raceStart[r + 1] as number) - (batch.raceStart[r] as number) }, (_, i) => confidenceFrom(scaleAt(r), partsAt(runners, (batch.raceStart[r] as number) + i)))),
  }
}
