import type { Confidence } from '../integration/confidence'
import { confidenceOf } from '../models/confidence/confidence-of'
import { saidBy } from '../models/confidence/parts'
import type { RaceBatch } from '../models/data/race-table'
import type { LoadedModel } from './prediction'

/** Confidence in a race and in its runners, in the order of rows. */
export interface RaceConfidence { readonly race: Confidence; readonly runners: readonly Confidence[] }
/** @param batch the race alone, with all that the model reads. Null for a model that was trained without, and for a race without chances. */
export function confidenceOfRace({ model, confidence }: LoadedModel, batch: RaceBatch, chances: Float64Array): RaceConfidence | null {
  if (confidence === null || chances.length === 0 || chances.some(Number.isNaN)) return null
  const { races: [race], runners } = confidenceOf(batch, saidBy(model, batch, chances), confidence)
  return race === undefined ? null : { race, runners }
}
