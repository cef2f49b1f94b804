import { z } from 'zod'
import { FEATURES, type FeatureCategory, type FeatureName } from '../../features/registry'
import { bindRules, effectsOf, hear, sumsHeard, termsOf, type BoundRule } from '../../integration/effects'
import { EVIDENCE_READS } from '../../integration/evidence'
import { withPriority } from '../../integration/resolution'
import { RULES } from '../../integration/rules'
import type { AnyRule } from '../../integration/define'
import type { FittedRules } from '../../integration/weights'
import { fromFolder, intoFolder, MODEL_JSON, readModelJson, toModelJson } from '../artefact/model-json'
import { oncePerBatch } from '../data/kept-batch'
import type { RaceBatch } from '../data/race-table'
import { MARKET_CHANCE, marketLogs } from '../inputs/market-offset'
import type { Contributions, LoadModel, Model, ModelFiles } from '../model'
import { raceSoftmax } from '../race-softmax'
import { readsPrices } from '../recipe'
import { FITTED_RULES } from './fitted-rules-schema'

const FORMAT = z.object({ kind: z.literal('rules'), rules: FITTED_RULES })
const FOLDER = 'model'

/** The market's chance over that of these scores, natural logarithm; NaN where there is no price. */
export function marketOver(scores: Float64Array, batch: RaceBatch): Float64Array {
  const logs = marketLogs(batch)
  const chances = raceSoftmax(scores, batch.raceStart)
  return logs.map((log, row) => log - Math.log(chances[row] as number))
}
/** What a model with these rules reads, in the order of the registry. */
function featuresWith(inner: Model, bound: readonly BoundRule[]): readonly FeatureName[] {
  const read = new Set<FeatureName>([...inner.features, ...bound.flatMap(({ rule }) => rule.reads as readonly FeatureName[]), ...EVIDENCE_READS, ...(readsPrices(inner) ? [MARKET_CHANCE] : [])])
  return FEATURES.flatMap(({ name }) => (read.has(name) ? [name] : []))
}

/**
 * Rules on top of a model: scores are power x those of the model within, plus what rules add. Members likewise, so that their spread is still that of the
 * model within. `rules`: those that there are; `first`: categories that go before its hierarchy when contradictions are decided, which is not saved.
 * @throws AppError CONFIG_INVALID for a fitted rule that is not there in that version
 */
export function rulesModel(inner: Model, fitted: FittedRules, rules: readonly AnyRule[] = RULES, first: readonly FeatureCategory[] = []): Model {
  const { power } = fitted
  const used: FittedRules = { ...fitted, hierarchy: withPriority(fitted.hierarchy, first) }
  const [bound, terms, priced] = [bindRules(fitted.rules, rules), termsOf(used), readsPrices(inner)]
  const times = (values: Float64Array): Float64Array => values.map((value) => power * value)
  // Only a decision between rules asks the market.
  const market = (batch: RaceBatch): Float64Array | null => (priced && fitted.damping > 0 ? marketOver(times(inner.scores(batch)), batch) : null)
  const once = oncePerBatch<'sums', Float64Array>()
  const sums = (batch: RaceBatch): Float64Array => once(batch, 'sums', () => sumsHeard(hear(bound, batch), batch, terms, market(batch)))
  const above = (scores: Float64Array, batch: RaceBatch): Float64Array => { const added = sums(batch); return scores.map((score, row) => power * score + (added[row] as number)) }
  return {
    kind: 'rules', features: featuresWith(inner, bound), fittedRules: used,
    scores: (batch) => above(inner.scores(batch), batch),
    members: (batch) => inner.members(batch).map((scores) => above(scores, batch)),
    contributions: (batch): Contributions | null => {
      const told = inner.contributions(batch)
      return told === null ? null : { ...told, values: times(told.values), baseline: power * told.baseline, rules: effectsOf(bound, batch, terms, market(batch)) }
    },
    save: (): ModelFiles => new Map([[MODEL_JSON, toModelJson({ kind: 'rules', rules: fitted } satisfies z.infer<typeof FORMAT>)], ...intoFolder(FOLDER, inner.save())]),
    dispose: () => { inner.dispose() },
  }
}

/** Reads a model with rules, of those that there are. @param load reads the model within, whatever its kind */
export const loadRulesFrom = (rules: readonly AnyRule[]) => async (files: ModelFiles, load: LoadModel, { priority }: { readonly priority: readonly FeatureCategory[] } = { priority: [] }): Promise<Model> => {
  const fitted = readModelJson(files, FORMAT).rules
  bindRules(fitted.rules, rules)
  return rulesModel(await load(fromFolder(FOLDER, files)), fitted, rules, priority)
}
export const loadRules = loadRulesFrom(RULES)
