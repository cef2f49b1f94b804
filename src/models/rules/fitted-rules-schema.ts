import { z } from 'zod'
import { categoryOf, FEATURES, type FeatureCategory } from '../../features/registry'
import type { FittedRules } from '../../integration/weights'

const CATEGORIES = [...new Set(FEATURES.map(({ name }) => categoryOf(name)))] as [FeatureCategory, ...FeatureCategory[]]
const count = z.number().int().min(0)
const share = z.number().min(0).max(1)
/** NaN has no place in JSON: it is written as null. */
const measured = z.number().nullable().transform((value) => value ?? NaN)

/** What the rules of an artefact must be. */
export const FITTED_RULES: z.ZodType<FittedRules> = z.object({
  rules: z.array(z.object({
    rule: z.string().regex(/^[^@]+@\d+$/), weight: z.number(), fitted: z.number(), standardError: z.number().nonnegative(), races: count, runners: count,
    as: z.enum(['FITTED', 'CAPPED', 'NOT_DISTINGUISHABLE', 'TOO_FEW']),
    ablation: z.object({ difference: z.number(), low: z.number(), high: z.number(), races: count }).nullable(),
  })),
  cap: z.number().positive(), trust: share, damping: share, power: z.number(), learntOver: z.string(),
  weighedOn: z.object({ from: z.string(), to: z.string(), races: count }),
  hierarchy: z.array(z.object({ category: z.enum(CATEGORIES), loss: measured })),
})
