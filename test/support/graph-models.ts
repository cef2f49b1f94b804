import { featureNamed, type FeatureName } from '../../src/features/registry'
import { ruleNamed, versionedRule } from '../../src/integration/rules'
import type { FittedRules, RuleWeight } from '../../src/integration/weights'
import type { ModelCard } from '../../src/models/artefact/card'
import { columnOf, rowCount, type RaceBatch } from '../../src/models/data/race-table'
import { marketModel } from '../../src/models/learners/market'
import type { Model } from '../../src/models/model'
import { rulesModel } from '../../src/models/rules/rules-model'
import { isModel } from '../../src/usecases/predict-races'
import type { LedgerEntry, PredictionLedger, ServedPrediction } from '../../src/usecases/ports'
import type { LoadedModel, LoadedModels, NoPrediction } from '../../src/usecases/prediction'
import { artefactOf } from './artefact'

/** Batches that a model was asked about, by races. */
export interface Passes { readonly races: number[] }

/** Scores are sums of weighted values, missing ones 0: chances can be worked out by hand. `spread`: what each member adds to the weights. */
export function weightedModel(weights: Partial<Record<FeatureName, number>>, { spread = [], passes }: { readonly spread?: readonly number[]; readonly passes?: Passes } = {}): Model {
  const features = Object.keys(weights) as FeatureName[]
  const parts = (batch: RaceBatch, more: number): Float64Array[] => features.map((name) => columnOf(batch, name).map((value) => (Number.isNaN(value) ? 0 : ((weights[name] as number) + more) * value)))
  const scores = (batch: RaceBatch, more = 0): Float64Array => parts(batch, more).reduce((sum, part) => sum.map((value, row) => value + (part[row] as number)), new Float64Array(rowCount(batch)))
  return {
    kind: 'conditional-logit', features,
    scores: (batch) => { passes?.races.push(batch.raceStart.length - 1); return scores(batch) },
    members: (batch) => (spread.length === 0 ? [scores(batch)] : spread.map((more) => scores(batch, more))),
    contributions: (batch) => { const all = parts(batch, 0); return { features, baseline: 0, values: Float64Array.from({ length: rowCount(batch) * features.length }, (_, i) => all[i % features.length]?.[Math.floor(i / features.length)] as number) } },
    save: () => new Map(), dispose: () => undefined,
  }
}
export const loadedModel = (name: string, model: Model, card: Partial<ModelCard> = {}): LoadedModel => ({
  model, confidence: null,
  card: artefactOf({ name, version: 1, kind: model.kind, title: name, usesPrices: model.kind === 'market', features: model.features.map((feature) => `${feature}@${featureNamed(feature).version}`), ...card }).card,
})

export type AnyModel = LoadedModel | (NoPrediction & { readonly name: string })
/** Models in memory, found by name, `name@version` and alias. */
export const modelsOf = (models: readonly AnyModel[], aliases: Readonly<Record<string, string>> = {}): LoadedModels => ({
  resolve: (asked) => {
    const name = (aliases[asked] ?? asked).replace(/@1$/, '')
    const found = models.find((one) => ('model' in one ? one.card.name : one.name) === name)
    if (found !== undefined && 'model' in found) return Promise.resolve(found)
    return Promise.resolve({ kind: 'none', reason: found?.reason ?? 'NO_MODEL', message: found?.message ?? `There is no model ${JSON.stringify(asked)}.` })
  },
  cards: () => Promise.resolve({ cards: models.filter((one) => isModel(one)).map(({ card }) => card), aliases: Object.fromEntries(Object.entries(aliases).map(([alias, name]) => [alias, `${name}@1`])) }),
})

/** Chances halve with each barrier further out. */
export const drawModel = (passes?: Passes): LoadedModel => loadedModel('draw', weightedModel({ 'barrier.number': -Math.LN2 }, passes === undefined ? {} : { passes }))
const weighed = (id: string, weight: number, as: RuleWeight['as'], more: Partial<RuleWeight> = {}): RuleWeight => {
  const rule = ruleNamed(id)
  if (rule === undefined) throw new Error(`there is no rule ${id} any more: take another one`)
  return { rule: versionedRule(rule), weight, fitted: weight, standardError: 0.05, races: 400, runners: 4_000, as, ablation: null, ...more }
}
/** Three rules: one for the inside, one for those who cross over from outside, and one that weighs nothing. */
export const graphRules = (): FittedRules => ({
  rules: [
    weighed('barrier-distance.shortRun', 0.3, 'FITTED', { ablation: { difference: 0.004, low: 0.001, high: 0.007, races: 300 } }), weighed('barrier-style.crossesOver', 0.35, 'CAPPED', { fitted: 0.5 }),
    weighed('barrier-track.insideBias', 0, 'NOT_DISTINGUISHABLE', { fitted: 0.02 }),
  ],
  cap: 0.35, trust: 0.5, damping: 0, power: 1, learntOver: 'draw', weighedOn: { from: '2020-01-01', to: '2022-12-31', races: 2_000 },
  hierarchy: [{ category: 'barrier', loss: 0.02 }, { category: 'style', loss: 0.01 }, { category: 'distance', loss: NaN }],
})
/** The draw with rules on top. */
export const ruledModel = (passes?: Passes): LoadedModel => loadedModel('ruled', rulesModel(drawModel(passes).model, graphRules()))
/** One that cannot say what its chances are made of. */
export const silentModel = (): LoadedModel => loadedModel('silent', { ...drawModel().model, contributions: () => null })
/** What the graph of tests has: `draw` as both aliases, one with rules, one that cannot explain itself, the public, and one that is broken. */
export const graphModels = (): LoadedModels => modelsOf([
  drawModel(), ruledModel(), silentModel(), loadedModel('public', marketModel(1)), { name: 'broken', kind: 'none', reason: 'MODEL_UNUSABLE', message: 'The model broken@1 cannot be used: card.json is no JSON.' },
], { champion: 'draw', fundamentals: 'draw' })

/** A record in memory: everything that was handed to it. */
export function memoryLedger(): Pick<PredictionLedger, 'record' | 'history'> & { readonly served: ServedPrediction[] } {
  const served: ServedPrediction[] = []
  return {
    served,
    record: (predictions) => { served.push(...predictions); return Promise.resolve() },
    history: (raceIds, model) => Promise.resolve(new Map(raceIds.map((raceId): [number, LedgerEntry[]] => [raceId, served.flatMap((one, i) => (one.raceId === raceId && (model === null || one.model.name === model) ? [{ ...one, sequence: i + 1, hash: String(i + 1).padStart(64, '0') }] : []))]))),
  }
}
