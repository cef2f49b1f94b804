import { createHash } from 'node:crypto'
import type { FeatureName } from '../../features/registry'
import type { AnyRule } from '../../integration/define'
import { bindRules, hear, sumsHeard, termsOf } from '../../integration/effects'
import { readsPricesOf, versionedRule } from '../../integration/rules'
import type { CategoryRank, FittedRules } from '../../integration/weights'
import { columnOf, rowCount, type RaceTable, type TrainingTable } from '../../models/data/race-table'
import { walkForward } from '../../models/data/split'
import { MARKET_CHANCE } from '../../models/inputs/market-offset'
import type { Model } from '../../models/model'
import { raceLosses, raceSoftmax } from '../../models/race-softmax'
import { offeredTo, type Recipe } from '../../models/recipe'
import { ablateRules } from '../../models/rules/ablate-rules'
import { fitRules, ruleFitFor, RULES_VERSION, type WeighedRules } from '../../models/rules/fit-rules'
import { hierarchyOf, rankCategories, RANKING_VERSION, type Ranking } from '../../models/rules/rank-categories'
import { marketOver } from '../../models/rules/rules-model'
import { crossFittedStandings, familiar, fitStanding, STRANGER } from '../../models/rules/trust'
import type { TrainingNotes } from '../ports'
import { readFirstFit, writeFirstFit } from './recorded-model'
import { versionsOf, type TrainingData } from './training-data'
import type { WorkBar } from './work-bar'

/** Parts of the training races that rules are learnt on walking forward; the first is only fitted on. */
const FOLDS = 5
/** What walking forward takes, in fits on all training races: 1/6 + 2/6 + ... + 5/6. */
export const WALK = 2.5
/** Shares of the effort of a recipe with rules. */
const [WEIGHING, RANKING] = [0.3, 0.7]
/** Penalty of the logit that ranks categories: that of the recipe `conditional-logit`. */
const RANKING_RIDGE = 1_000

export interface LearnDeps {
  readonly rules: readonly AnyRule[]
  readonly notes: TrainingNotes
  readonly signal: AbortSignal
  readonly bar: WorkBar
  readonly cpuSeconds: () => number
}
/** Recipe whose scores rules are weighed on top of. */
export interface Below {
  readonly recipe: Recipe
  /** Decides what its fits give, but for the races. */
  readonly key: string
  readonly fit: (train: TrainingTable, share: number) => Promise<{ readonly model: Model; readonly cpuSeconds: number }>
  /** Its scores of the validation races. */
  readonly validated: () => Promise<Float64Array>
}
export interface LearntRules { readonly weighed: WeighedRules; readonly hierarchy: readonly CategoryRank[]; readonly cpuSeconds: number }

const sha256 = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex')
/** Rules that may be put on top of a recipe: only one with prices reads prices. */
export const rulesFor = ({ usesPrices }: Pick<Recipe, 'usesPrices'>, rules: readonly AnyRule[]): readonly AnyRule[] => rules.filter((rule) => usesPrices || !readsPricesOf(rule))
/** Decides what rules give, beside the races and the recipes. */
export const rulesKey = (recipe: Pick<Recipe, 'usesPrices'>, rules: readonly AnyRule[]): object => ({ weighing: RULES_VERSION, ranking: RANKING_VERSION, rules: rulesFor(recipe, rules).map(versionedRule).sort() })

async function readNote<T>(notes: TrainingNotes, digest: string): Promise<T | null> {
  const bytes = await notes.read(digest)
  try { return bytes === null ? null : JSON.parse(new TextDecoder().decode(bytes)) as T } catch { return null }
}
const writeNote = (notes: TrainingNotes, digest: string, value: unknown): Promise<void> => notes.write(digest, new TextEncoder().encode(JSON.stringify(value)))

/** Weights of rules for training data, by the races before validation; how categories rank, by validation. What was finished is noted, so that the same goes on after an interruption. @throws FitStopped */
export async function learnRules(deps: LearnDeps, data: TrainingData, below: Below, effort: number): Promise<LearntRules> {
  const ranked = await rank(deps, data, RANKING * effort)
  const validated = below.recipe.usesPrices ? raceLosses(raceSoftmax(await below.validated(), data.validate.raceStart), data.validate.targets.win, data.validate.raceStart) : null
  const hierarchy = hierarchyOf(ranked.ranking, validated)
  const walked = await walk(deps, data, below)
  const digest = sha256({ weighed: walked.digests, ...rulesKey(below.recipe, deps.rules), hierarchy: hierarchy.map(({ category }) => category), data: data.digest })
  const noted = await readNote<WeighedRules & { readonly cpuSeconds: number }>(deps.notes, digest)
  const seconds = ranked.cpuSeconds + walked.cpuSeconds
  if (noted !== null) { deps.bar.skip(WEIGHING * effort); return { weighed: noted, hierarchy, cpuSeconds: seconds + noted.cpuSeconds } }
  const before = deps.cpuSeconds()
  const task = { table: data.train, scores: walked.scores, priced: below.recipe.usesPrices, hierarchy: hierarchy.map(({ category }) => category) }
  const weighed = await deps.bar.part(WEIGHING * effort, 'weighing rules', (at) => fitRules(rulesFor(below.recipe, deps.rules), task, { signal: deps.signal, progress: at }, ruleFitFor(data.train, below.recipe.usesPrices)))
  const own = deps.cpuSeconds() - before
  await writeNote(deps.notes, digest, { ...weighed, cpuSeconds: own })
  return { weighed, hierarchy, cpuSeconds: seconds + own }
}

/** Scores of the training races, each by a fit on those before it; NaN in the first part. */
async function walk({ notes, bar, cpuSeconds }: LearnDeps, { train, digest, seenAt }: TrainingData, { recipe, key, fit }: Below): Promise<{ readonly scores: Float64Array; readonly digests: readonly string[]; readonly cpuSeconds: number }> {
  const names = [...offeredTo(recipe), MARKET_CHANCE].filter((name) => train.columns.has(name))
  const scores = new Float64Array(rowCount(train)).fill(NaN)
  const digests: string[] = []
  let seconds = 0
  let at = 0
  for (const { train: past, validate: next } of walkForward(train, { from: null, to: null }, FOLDS, names)) {
    at++
    const own = sha256({ walked: at, of: FOLDS, key, data: digest, seenAt })
    digests.push(own)
    const noted = await notes.read(own)
    let found = noted === null ? null : readFirstFit(noted, rowCount(next))
    if (found === null) {
      const { model, cpuSeconds: spent } = await fit(past, at / (FOLDS + 1))
      const before = cpuSeconds()
      try { found = { kind: model.kind, features: model.features, params: {}, scores: model.scores(next), members: [], cpuSeconds: spent + cpuSeconds() - before } } finally { model.dispose() }
      await notes.write(own, writeFirstFit(found))
    } else bar.skip((recipe.effort * at) / (FOLDS + 1))
    seconds += found.cpuSeconds
    scores.set(found.scores, rowCount(past))
  }
  return { scores, digests, cpuSeconds: seconds }
}

/** Once for all recipes of a training: the ranking knows nothing of rules or of what they are put on. */
async function rank({ notes, signal, bar, cpuSeconds }: LearnDeps, { train, validate, digest, seenAt }: TrainingData, effort: number): Promise<{ readonly ranking: Ranking; readonly cpuSeconds: number }> {
  const features = offeredTo({ leaveOut: [] }).filter((name) => train.columns.has(name))
  const own = sha256({ ranking: RANKING_VERSION, ridge: RANKING_RIDGE, features: versionsOf(features), data: digest, seenAt, from: validate.races[0]?.date })
  const known = await readNote<Ranking & { readonly cpuSeconds: number }>(notes, own)
  const spent = known?.cpuSeconds ?? 0
  const before = cpuSeconds()
  const ranking = await bar.part(effort, 'ranking categories', (at) => rankCategories({ train, validate, features, ridge: RANKING_RIDGE }, {
    signal, known, progress: at, note: (found) => writeNote(notes, own, { ...found, cpuSeconds: spent + cpuSeconds() - before }),
  }))
  return { ranking, cpuSeconds: spent + cpuSeconds() - before }
}

/** Rules as they are put on top of a model. `validated`: scores of the validation races, each by a power and a trust that others of them decided. */
export interface PutOnTop { readonly fitted: FittedRules; readonly validated: Float64Array }
/**
 * Power of the scores and trust in rules are told by the validation races, which decided no weight: drawn toward what was found where the recipe is the one that the rules were learnt over, else toward none at
 * a power of 1. What each rule is good for is told on the same races.
 */
export function putOnTop({ weighed, hierarchy }: LearntRules, { scores, validate, learntOver, same, priced }: { readonly scores: Float64Array; readonly validate: RaceTable; readonly learntOver: string; readonly same: boolean; readonly priced: boolean }, rules: readonly AnyRule[]): PutOnTop {
  const belief = same ? familiar(weighed.power) : STRANGER
  const heard = hear(bindRules(weighed.rules, rules), columnsOf(validate, rules))
  const terms = termsOf({ trust: 1, damping: weighed.damping, hierarchy })
  const market = priced ? marketOver(scores.map((score) => belief.power * score), validate) : null
  const sums = sumsHeard(heard, validate, terms, market)
  const { powers, trusts } = crossFittedStandings(scores, sums, validate, belief)
  const base = scores.map((score, row) => (powers[row] as number) * score)
  const ablation = ablateRules(heard, base, trusts, validate, terms, market)
  return {
    fitted: { ...weighed, rules: weighed.rules.map((weight) => ({ ...weight, ablation: ablation.get(weight.rule) ?? null })), ...fitStanding(scores, sums, validate, belief), learntOver, hierarchy },
    validated: base.map((score, row) => score + (trusts[row] as number) * (sums[row] as number)),
  }
}
/** @throws AppError BAD_USER_INPUT when a column that a rule reads was not computed, in place of a rule that is silent for want of it */
function columnsOf(table: RaceTable, rules: readonly AnyRule[]): RaceTable {
  for (const name of new Set(rules.flatMap(({ reads }) => reads as readonly FeatureName[]))) columnOf(table, name)
  return table
}
