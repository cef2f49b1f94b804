import { raceAsOf } from '../domain/as-of'
import { dayOf } from '../domain/instant'
import type { CardRunner, RaceCard } from '../domain/race-card'
import { BLINKERS } from '../features/encode'
import type { HorseLines } from '../features/history/loaded-history'
import { RUN, RUN_STRIDE } from '../features/history/run-columns'
import { inputsOf, withSources, type FeatureName } from '../features/registry'
import type { Counterfactual } from './explanation'
import { needsOf, seenAt, type AskedRace } from './load-race-frame'
import { otherBarriers, otherField, otherGear, otherGrounds, otherRider, otherWeights, type OtherCard } from './other-cards'
import type { FeatureReader } from './ports'
import { predictBatch, type FullPrediction, type PredictDeps } from './predict-races'
import type { LoadedModel, NoPrediction } from './prediction'
import { computeAskedRaces } from './race-features'

export interface CounterfactualDeps extends Pick<PredictDeps, 'warn'> {
  readonly reader: FeatureReader
  /** The model that predicted. */
  readonly loaded: LoadedModel
}

/** What riders are told apart by; the first that the model reads. */
const RIDERS: readonly FeatureName[] = ['jockey.winRateYear', 'jockey.winRateCareer', 'jockey.beatenShare', 'jockey.impact']
/** Chances that differ by no more are the same, summed in another order. */
const SAME = 1e-9

/**
 * Chances of runners under other circumstances, as of the same instant: the card is altered in memory and every feature of the race computed anew; nothing is
 * stored or recorded. Prices stay as they are: what the market would make of it is not known. By runner, the largest change first; what changes nothing of
 * what the model reads is left out, and so is what is not on the card. Runners of one race share one reading of history.
 * @param runnerIds those that were to start; for others there is nothing
 */
export async function counterfactuals(deps: CounterfactualDeps, prediction: FullPrediction, runnerIds: readonly number[]): Promise<ReadonlyMap<number, readonly Counterfactual[]>> {
  const { loaded: { model }, reader } = deps
  const { market } = needsOf(inputsOf(withSources(model.features)))
  const [facts] = await reader.races([prediction.raceId], market ? { market, before: [prediction.marketAt] } : { market })
  if (facts === null || facts === undefined) return new Map()
  const asOf = seenAt({ facts, asOf: prediction.marketAt })
  const { card } = raceAsOf(facts.card, { day: dayOf(asOf) }, asOf)
  const asked = card.runners.filter(({ runnerId }) => runnerIds.includes(runnerId))
  const others = othersOf(card, asked, prediction, model.features)
  const read: (readonly HorseLines[])[] = []
  const listening: Pick<FeatureReader, 'lines' | 'totals'> = { totals: (keys) => reader.totals(keys), lines: async (horses, need) => { const lines = await reader.lines(horses, need); read.push(lines); return lines } }
  const cards: readonly AskedRace[] = [card, ...others.map((one) => one.card)].map((one) => ({ facts: { ...facts, card: one }, asOf: prediction.marketAt }))
  const computed = await computeAskedRaces(listening, cards, model.features)
  const [base, ...outcomes] = predictBatch(deps.loaded, computed, { generatedAt: prediction.generatedAt, stale: false, warn: deps.warn })
  const wore = woreOf(read.length === 0 ? null : read.flat())
  const fits = (one: Variant, runner: CardRunner): boolean => (one.of === null || one.of === runner.runnerId) && (one.wore === null || one.wore === wore(runner))
  return new Map(asked.map((runner) => [runner.runnerId, others.flatMap((one, i): readonly Counterfactual[] => {
    if (!fits(one, runner)) return []
    const [was, chance] = [chanceOf(base, runner.runnerId), chanceOf(outcomes[i], runner.runnerId)]
    return was === null || chance === null || Math.abs(chance - was) < SAME ? [] : [{ runnerId: runner.runnerId, kind: one.kind, change: one.change, chance, was }]
  }).sort((a, b) => Math.abs(b.chance - b.was) - Math.abs(a.chance - a.was))]))
}

/** `of`: the runner that it is about, null for all. `wore`: only right for a horse that ran in blinkers before, or did not; null for any. */
interface Variant extends OtherCard { readonly of: number | null; readonly wore: boolean | null }
function othersOf(card: RaceCard, asked: readonly CardRunner[], { runnerIds, chances, inputs }: FullPrediction, features: readonly FeatureName[]): readonly Variant[] {
  const numberOf = (values: Float64Array | undefined) => (runnerId: number): number => values?.[runnerIds.indexOf(runnerId)] ?? NaN
  const input = (name: FeatureName): Float64Array | undefined => inputs[features.indexOf(name)]
  const rider = RIDERS.find((name) => features.includes(name))
  const prices = input('market.chance')
  const byPrices = prices !== undefined && !prices.every(Number.isNaN)
  return [
    ...otherGrounds(card).map((one): Variant => ({ ...one, of: null, wore: null })),
    ...asked.flatMap((own) => {
      const [bare, again] = [otherGear(card, own, false), otherGear(card, own, true)]
      const gear = bare.flatMap((one, i): readonly Omit<Variant, 'of'>[] => { const other = again[i]; return other === undefined || other.change === one.change ? [{ ...one, wore: null }] : [{ ...one, wore: false }, { ...other, wore: true }] })
      const any = [...otherBarriers(card, own), ...otherWeights(card, own), ...(rider === undefined ? [] : otherRider(card, own, numberOf(input(rider)))), ...otherField(card, own, numberOf(byPrices ? prices : chances), byPrices)]
      return [...gear, ...any.map((one): Omit<Variant, 'of'> => ({ ...one, wore: null }))].map((one): Variant => ({ ...one, of: own.runnerId }))
    }),
  ]
}

/** Whether a horse ran in blinkers before; null where no lines were read. */
const woreOf = (lines: readonly HorseLines[] | null) => ({ horseId }: CardRunner): boolean | null => lines && lines.some((one) => one.horseId === horseId && !one.trial && ranInBlinkers(one.lines))
function ranInBlinkers(runs: Float64Array): boolean {
  for (let at = RUN.gearBits; at < runs.length; at += RUN_STRIDE) if (((runs[at] as number) & BLINKERS) !== 0) return true
  return false
}
function chanceOf(outcome: FullPrediction | NoPrediction | null | undefined, runnerId: number): number | null {
  if (outcome?.kind !== 'prediction') return null
  return outcome.chances[outcome.runnerIds.indexOf(runnerId)] ?? null
}
