import { z } from 'zod'
import type { EvaluationReport } from '../evaluation/report'
import { DISCOUNTS } from '../exotics/discounts'
import type { ModelKind } from '../model'
import { ALIASES, type ModelCard } from './card'

/** NaN has no place in JSON: it is written as null. */
const measured = z.number().nullable().transform((value) => value ?? NaN)
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/)
const digest = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.number().int().min(0)

const scores = z.looseObject({ races: count, runners: count, logLoss: measured, pseudoR2: measured, top1: measured, top3: measured, brier: measured, auc: measured })
const paired = z.looseObject({ against: z.string(), difference: measured, low: measured, high: measured, level: z.number(), races: count })
const cut = z.looseObject({ of: z.string(), model: scores, market: scores.nullable() })
const importance = z.looseObject({ name: z.string(), loss: measured, low: measured, high: measured })
const staking = z.looseObject({
  rule: z.string(), description: z.string(), bets: count, roi: z.number().nullable(), low: z.number().nullable(), high: z.number().nullable(), edge: z.boolean(),
  curve: z.array(z.looseObject({ date: z.string(), profit: measured })),
})
/** The parts that are read off a stored report; what a later release adds to it goes through. */
const evaluation = z.looseObject({
  kind: z.literal('evaluation'), model: z.string(), synthetic: z.boolean(), from: z.string(), to: z.string(), sources: z.array(z.string()), asOf: z.string(),
  leftOut: z.record(z.string(), count), inSample: z.boolean(), scores,
  picks: z.looseObject({ accuracy: measured, precision: measured, recall: measured, f1: measured }), market: scores.nullable(), uniformLogLoss: measured, paired: z.array(paired),
  calibration: z.looseObject({ ece: measured, points: z.array(z.looseObject({ predicted: measured, observed: measured, runners: count })) }),
  cuts: z.record(z.string(), z.array(cut)),
  staking: z.array(staking), importance: z.looseObject({ categories: z.array(importance), features: z.array(importance) }).nullable(), ablation: z.array(importance).nullable(),
  truth: z.looseObject({ distance: measured, marketDistance: z.number().nullable(), logLoss: measured, races: count, intervalCoverage: z.number().nullable() }).nullable(),
}) as unknown as z.ZodType<EvaluationReport>

const confidence = z.object({ bins: z.array(z.object({ from: z.number(), to: z.number(), races: count, logLoss: measured, low: measured, high: measured, pseudoR2: measured })), on: z.enum(['test', 'validation']) })
const range = z.object({ from: day, to: day, races: count, runners: count })
/** Lower case, digits and hyphens: never a path. */
export const MODEL_NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/
/** A path below the folder, without a step up. */
const inFolder = z.string().regex(/^(?!\.)[A-Za-z0-9._-]+(\/(?!\.)[A-Za-z0-9._-]+)*$/)

const KINDS: Readonly<Record<Exclude<ModelKind, 'blend'>, true>> = { market: true, logistic: true, 'conditional-logit': true, forest: true, boosting: true, neural: true, pool: true, calibrated: true, rules: true }

/** What `card.json` must be. */
export const CARD: z.ZodType<ModelCard> = z.looseObject({
  name: z.string().regex(MODEL_NAME).max(60), version: z.number().int().min(1),
  kind: z.enum(Object.keys(KINDS) as [Exclude<ModelKind, 'blend'>]),
  title: z.string(), purpose: z.string(), notFor: z.string(), limits: z.array(z.string()), usesPrices: z.boolean(),
  features: z.array(z.string().regex(/^[A-Za-z]+\.[A-Za-z0-9]+@\d+$/)), featureSet: z.string(),
  data: z.object({ sources: z.array(z.string()), train: range, validate: range.nullable(), refitted: z.boolean(), digest, seenAt: z.object({ asOf: z.string(), market: z.enum(['closing', 'as-of']) }).exactOptional() }),
  fitDigest: digest.exactOptional(), neverKnown: z.array(z.string()).exactOptional(), oftenUnknown: z.array(z.string()).exactOptional(),
  seed: z.number().int(), params: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])), members: z.array(z.string()),
  intervalFactor: z.number().nullable(), discounts: DISCOUNTS.exactOptional(), trainedAt: z.iso.datetime(), trainedBy: z.string(), cpuSeconds: z.number(),
  evaluation: evaluation.nullable(), confidence: confidence.exactOptional(), files: z.record(inFolder, digest),
})

const ref = z.object({ name: z.string().regex(MODEL_NAME), version: z.number().int().min(1) })
const pointed = z.object({ now: ref, before: z.array(z.object({ ref, until: z.string(), why: z.string(), rolledBack: z.literal(true).optional() })) })
/** What `aliases.json` must be. */
export const ALIAS_FILE = z.partialRecord(z.enum(ALIASES), pointed)
