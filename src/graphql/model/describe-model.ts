import { featureNamed, isFeatureName } from '../../features/registry'
import type { LoadedModel, LoadedModels } from '../../usecases/prediction'
import { definitionOf } from '../feature/describe-feature'
import type { Model } from './model.type'
import type { ModelKindWord } from './model.enum'
import type { FeatureImportance, ModelMetrics, PairedDifference, Scores } from './model-metrics.type'

type Card = LoadedModel['card']
type Report = NonNullable<Card['evaluation']>
type Aliases = Awaited<ReturnType<LoadedModels['cards']>>['aliases']

export const orNull = (value: number | null | undefined): number | null => (value === undefined || value === null || !Number.isFinite(value) ? null : value)
const upper = (kind: string): ModelKindWord => kind.replaceAll('-', '_').toUpperCase() as ModelKindWord
/** `form.winRate@2` → the definition, where there is one of that version here. */
function definitions(features: readonly string[]): Model['features'] {
  return features.flatMap((feature) => {
    const name = feature.slice(0, feature.lastIndexOf('@'))
    return isFeatureName(name) && `${name}@${featureNamed(name).version}` === feature ? [definitionOf(name)] : []
  })
}
const isSynthetic = ({ data: { sources } }: Card): boolean => sources.includes('SYNTHETIC')

/** The card as the graph has it. */
export const describeModel = (card: Card, aliases: Aliases, rules: Model['rules'] = null): Model => ({
  name: card.name, version: card.version, aliases: Object.entries(aliases).filter(([, ref]) => ref === `${card.name}@${card.version}`).map(([alias]) => alias).sort(),
  kind: upper(card.kind), title: card.title, purpose: card.purpose, notFor: card.notFor, limits: card.limits, synthetic: isSynthetic(card), sources: card.data.sources, usesPrices: card.usesPrices,
  featureSet: card.featureSet, features: definitions(card.features), trainedOn: card.data.train, validatedOn: card.data.validate, refitted: card.data.refitted, dataDigest: card.data.digest, seed: card.seed,
  parameters: Object.entries(card.params).map(([name, value]) => ({ name, value: String(value) })), members: card.members, intervalFactor: card.intervalFactor, trainedAt: new Date(card.trainedAt).toISOString(),
  metrics: card.evaluation === null ? null : metricsOf(card.evaluation), rules,
})

export const scoresOf = ({ races, runners, logLoss, pseudoR2, top1, top3, brier, auc }: Report['scores']): Scores =>
  ({ races, runners, logLoss: orNull(logLoss), pseudoR2: orNull(pseudoR2), top1Accuracy: orNull(top1), top3Accuracy: orNull(top3), brier: orNull(brier), auc: orNull(auc) })
export const pairedOf = ({ against, difference, low, high, level, races }: Report['paired'][number]): PairedDifference => ({ against, difference: orNull(difference), low: orNull(low), high: orNull(high), level, races })
const importanceOf = (all: NonNullable<Report['importance']>['features'] | undefined): readonly FeatureImportance[] =>
  [...(all ?? [])].sort((a, b) => b.loss - a.loss).map(({ name, loss, low, high }) => ({ name, loss: orNull(loss), low: orNull(low), high: orNull(high) }))

function metricsOf(report: Report): ModelMetrics {
  const { accuracy, precision, recall, f1 } = report.picks
  return {
    ...scoresOf(report.scores), evaluatedOn: { from: report.from, to: report.to }, synthetic: report.synthetic, inSample: report.inSample, uniformLogLoss: orNull(report.uniformLogLoss),
    market: report.market === null ? null : scoresOf(report.market), paired: report.paired.map(pairedOf),
    accuracy: orNull(accuracy), precision: orNull(precision), recall: orNull(recall), f1: orNull(f1), calibrationError: orNull(report.calibration.ece),
    calibration: report.calibration.points.map(({ predicted, observed, runners }) => ({ predicted: orNull(predicted), observed: orNull(observed), count: runners })),
    staking: report.staking.map(({ rule, description, bets, roi, low, high, edge }) => ({ rule, description, bets, roi, low, high, edge })),
    categoryImportance: importanceOf(report.importance?.categories), importance: importanceOf(report.importance?.features),
  }
}
