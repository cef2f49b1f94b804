import { raceAsOf, type KnownBefore } from '../../domain/as-of'
import { AppError } from '../../domain/errors'
import { dayOf, type Instant } from '../../domain/instant'
import type { RaceCard } from '../../domain/race-card'
import { makeSheet } from '../../commentary/facts/make-sheet'
import { TOLD_REASONS } from '../../commentary/facts/prediction-facts'
import type { PredictionMaterial, RaceMaterial, Reason, RunnerMaterial } from '../../commentary/facts/material'
import type { FactSheet } from '../../commentary/fact'
import { categoryOf, FEATURES, type FeatureName } from '../../features/registry'
import { explainRace } from '../explain-race'
import { featureSentence, ruleSentence } from '../explanation-sentences'
import type { FeatureReader, PredictionLedger, RaceFacts } from '../ports'
import { predictRaces, type FullPrediction, type PredictDeps } from '../predict-races'
import { looksBack } from '../race-features'
import type { GatherSheets } from './ports'
import { seenRaces, type SeenRace } from './seen-races'
import { runKey, type AskedAt, type RaceNames, type RunWords, type SheetReader, type SheetResult, type ToldChange } from './sheet-port'

/** What sheets are read from, over one connection. */
export interface GatherReaders {
  readonly features: FeatureReader
  readonly sheets: SheetReader
  readonly ledger: Pick<PredictionLedger, 'record'>
  readonly historyReady: () => Promise<boolean>
  readonly historyBehind: () => Promise<boolean>
}
export interface GatherDeps extends Pick<PredictDeps, 'models' | 'warn'> {
  readonly open: <T>(use: (readers: GatherReaders) => Promise<T>) => Promise<T>
  readonly now: () => Instant
  /** Whose chances are told, e.g. `champion`; null: nobody's. Those of races to come are recorded as those that a query tells. */
  readonly model: string | null
  /** Whose are told of races where that one needs prices that are not there, e.g. `fundamentals`. */
  readonly fallback?: string
}

const ALL: readonly FeatureName[] = FEATURES.map(({ name }) => name)
const CARD_ALONE = ALL.filter((name) => !looksBack([name]))

/**
 * Sheets of races from what features, predictions and explanations are made of, all races together: a dozen statements whatever their number. Nothing that became known at the
 * instant or later is in them. While history is being gathered there is nothing of earlier runs; where there is no prediction there is none in the sheet.
 * @throws AppError BAD_USER_INPUT for an instant to come
 */
export const gatherSheets = ({ open, now, model, fallback, models, warn }: GatherDeps): GatherSheets => async (raceIds, asOf) => {
  const at = now()
  if (asOf !== null && asOf > at) throw new AppError('BAD_USER_INPUT', `asOf is ${new Date(asOf).toISOString()}, which is still to come: it is ${new Date(at).toISOString()} now.`)
  if (raceIds.length === 0) return []
  return open(async (readers) => {
    const sheets = await gather(readers, { raceIds: [...new Set(raceIds)], before: asOf ?? at, asOf, now: at, names: model === null ? [] : fallback === undefined || fallback === model ? [model] : [model, fallback], models, warn })
    return raceIds.map((id) => sheets.get(id) ?? null)
  })
}

interface Ask extends Pick<GatherDeps, 'models' | 'warn'> { /** Of models, each asked about what the one before lacks prices for. */ readonly names: readonly string[]; readonly raceIds: readonly number[]; readonly before: Instant; /** Null: as of now, and told before the off it is recorded. */ readonly asOf: Instant | null; readonly now: Instant }
async function gather(readers: GatherReaders, ask: Ask): Promise<ReadonlyMap<number, FactSheet>> {
  const { features, sheets } = readers
  const { raceIds, before } = ask
  const [found, names, ready] = await Promise.all([features.races(raceIds, { market: true, before: raceIds.map(() => before) }), sheets.names(raceIds), readers.historyReady()])
  const facts = found.filter((race): race is RaceFacts => race !== null)
  const seen = await seenRaces(features, facts.map((race) => ({ facts: race, asOf: before })), ready ? ALL : CARD_ALONE, ready)
  const at = facts.map(({ card: { raceId } }): AskedAt => ({ raceId, before }))
  const cards = new Map(facts.map((race) => [race.card.raceId, asSeen(race.card, before)]))
  const [changes, results, words, jockeys, predictions] = await Promise.all([
    sheets.changes(at), sheets.results(at), sheets.runs(runsOf(facts, seen)), sheets.jockeys([...new Set([...facts.map(({ card }) => card), ...cards.values()].flatMap(({ runners }) => runners.flatMap(({ jockeyId }) => jockeyId ?? [])))]),
    predictionsOf(readers, ask, facts, seen, names),
  ])
  return new Map(facts.flatMap((race): readonly [number, FactSheet][] => {
    const { card: { raceId } } = race
    const [card, called] = [cards.get(raceId), names.get(raceId)]
    if (card === undefined || called === undefined) return []
    const own = changes.get(raceId) ?? []
    return [[raceId, makeSheet(materialOf({ card, published: race.card, called, seen: seen.get(raceId), changes: own, result: results.get(raceId) ?? null, words, jockeys, prediction: predictions.get(raceId) ?? null, asOf: before }))]]
  }))
}

/** As it could be seen then, or at the off. */
function asSeen(card: RaceCard, before: Instant): RaceCard {
  const at = Math.min(before, card.offAt) as Instant
  return raceAsOf<KnownBefore>(card, { day: dayOf(at) }, at).card
}
const runsOf = (facts: readonly RaceFacts[], seen: ReadonlyMap<number, SeenRace>): readonly { readonly raceId: number; readonly horseId: number }[] => facts.flatMap(({ card: { raceId, runners } }) => {
  const horses = new Map(runners.map(({ runnerId, horseId }) => [runnerId, horseId]))
  return [...seen.get(raceId)?.runners ?? []].flatMap(([runnerId, { past }]) => past.map((run) => ({ raceId: run.raceId, horseId: horses.get(runnerId) ?? 0 })))
})

interface Parts {
  readonly card: RaceCard; readonly published: RaceCard; readonly called: RaceNames; readonly seen: SeenRace | undefined; readonly changes: readonly ToldChange[]; readonly result: SheetResult | null
  readonly words: ReadonlyMap<string, RunWords>; readonly jockeys: ReadonlyMap<number, string>; readonly prediction: PredictionMaterial | null; readonly asOf: Instant
}
function materialOf({ card, published, called, seen, changes, result, words, jockeys, prediction, asOf }: Parts): RaceMaterial {
  const trainers = new Map(published.runners.map(({ runnerId, trainerId }) => [runnerId, trainerId]))
  const runnerOf = (runner: RaceCard['runners'][number], scratched: boolean): RunnerMaterial => {
    const name = called.runners.get(runner.runnerId)
    const own = scratched ? undefined : seen?.runners.get(runner.runnerId)
    return {
      runner, scratched, horse: name?.horse ?? '', jockey: runner.jockeyId === null ? null : jockeys.get(runner.jockeyId) ?? null, trainer: runner.trainerId !== null && trainers.get(runner.runnerId) === runner.trainerId ? name?.trainer ?? null : null,
      records: own?.records ?? null, past: (own?.past ?? []).map((run) => { const told = words.get(runKey({ raceId: run.raceId, horseId: runner.horseId })); return { ...run, venue: told?.venue ?? null, comment: told?.comment ?? null } }),
    }
  }
  return {
    asOf, card, venue: called.venue, raceName: called.raceName, classText: called.classText, currency: called.currency, synthetic: card.source === 'SYNTHETIC', runnerIds: seen?.runnerIds ?? [], columns: seen?.columns ?? new Map(),
    runners: [...card.runners.map((runner) => runnerOf(runner, false)), ...scratchedOf(card, published, changes).map((runner) => runnerOf(runner, true))], prediction, changes, result,
  }
}
const OUT: ReadonlySet<string> = new Set(['SCRATCHED', 'LATE_SCRATCHED', 'NON_RUNNER'])
/** Who is known to be out: by a change that was known then, or by a card that tells of no change. */
function scratchedOf({ runners }: RaceCard, published: RaceCard, changes: readonly ToldChange[]): readonly RaceCard['runners'][number][] {
  const starts = new Set(runners.map(({ runnerId }) => runnerId))
  const ofScratching = (runnerId: number) => (change: { readonly kind: string; readonly runnerId: number | null }): boolean => change.kind === 'SCRATCHING' && change.runnerId === runnerId
  return published.runners.filter(({ runnerId, status }) => OUT.has(status) && !starts.has(runnerId) && (changes.some(ofScratching(runnerId)) || !published.changes.some(ofScratching(runnerId))))
}

/** Chances by the model, asked for as a query asks: what is told before the off is recorded first. None where there are none, or where they could not be recorded. */
async function predictionsOf({ ledger, historyReady, historyBehind }: GatherReaders, { asOf, now, models, warn, names: asked }: Ask, facts: readonly RaceFacts[], seen: ReadonlyMap<number, SeenRace>, names: ReadonlyMap<number, RaceNames>): Promise<ReadonlyMap<number, PredictionMaterial>> {
  const cards = new Map(facts.map(({ card }) => [card.raceId, card]))
  const found = new Map<number, PredictionMaterial>()
  let open = facts.map(({ card: { raceId, offAt } }) => ({ raceId, offAt, asOf, calledOff: names.get(raceId)?.calledOff ?? false }))
  const features: PredictDeps['features'] = (requests) => Promise.resolve(requests.map(({ raceId }) => seen.get(raceId)?.features ?? null))
  try {
    for (const model of asked) {
      if (open.length === 0) break
      const told = await predictRaces({ models, now, features, historyReady, historyBehind, ledger, warn }, open, model)
      const unpriced = open.filter((_, i) => { const one = told[i]; return one?.kind === 'none' && one.reason === 'PRICES_MISSING' })
      for (const one of told) { const card = one?.kind === 'prediction' ? cards.get(one.raceId) : undefined; if (one?.kind === 'prediction' && card !== undefined) found.set(card.raceId, predictionMaterial(one, card)) }
      open = unpriced
    }
    return found
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'PREDICTION_NOT_RECORDED') throw error
    warn('commentary goes without chances, which could not be recorded', error)
    return found
  }
}
/** Nats: less than that is not worth a sentence. */
const WORTH_TELLING = 0.03
function predictionMaterial(prediction: FullPrediction, { source, date }: RaceCard): PredictionMaterial {
  const explanation = explainRace(prediction)
  const { data: { sources, train, validate, refitted }, title } = prediction.card
  const reasons = new Map('kind' in explanation ? [] : explanation.runners.map((runner): [number, readonly Reason[]] => [runner.runnerId, weightiest([
    ...runner.features.filter(({ value }) => !Number.isNaN(value)).map((part): Unsaid => ({ feature: part.feature, effect: part.effect, say: () => featureSentence(part) })),
    ...runner.rules.filter(({ signal }) => signal !== 0).map((part): Unsaid => ({ feature: part.rule.reads.find((name) => categoryOf(name) === 'market') ?? null, effect: part.effect, say: () => ruleSentence(part) })),
  ])]))
  const confidence = prediction.confidence()?.race.value ?? NaN
  return {
    model: title, hindsight: sources.includes(source) && [train, ...(refitted && validate !== null ? [validate] : [])].some(({ from, to }) => date >= from && date <= to), confidence: Number.isNaN(confidence) ? null : confidence,
    runners: new Map(prediction.runnerIds.map((runnerId, i) => [runnerId, { chance: prediction.chances[i] as number, reasons: reasons.get(runnerId) ?? [] }])),
  }
}
interface Unsaid extends Omit<Reason, 'text'> { readonly say: () => string }
/** The weightiest on each side; only these are put into words. */
function weightiest(all: readonly Unsaid[]): readonly Reason[] {
  const sorted = all.filter(({ effect }) => Math.abs(effect) >= WORTH_TELLING).sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
  const side = (sign: 1 | -1): readonly Unsaid[] => sorted.filter(({ effect }) => effect * sign > 0).slice(0, TOLD_REASONS)
  return [...side(1), ...side(-1)].map(({ feature, effect, say }) => ({ feature, effect, text: say().replace(/\.$/, '') }))
}
