import { z } from 'zod'
import type { Encoder } from './encoder'

const column = z.object({ take: z.enum(['own', 'lessField', 'missing', 'word']), word: z.number().int().min(0).exactOptional(), mean: z.number(), sd: z.number().min(0) })
const feature = z.object({
  feature: z.string(), policy: z.enum(['never', 'constant', 'fieldMean', 'trainingMean', 'nan']), constant: z.number(), columns: z.array(column).min(1),
})
/** An encoder within a `model.json`. Whether its features are here in their versions `featuresOf` tells. */
export const encoderSchema: z.ZodType<Encoder> = z.object({
  clip: z.number().positive().nullable(), features: z.array(feature), fittedOn: z.object({ rows: z.number().int().min(0), from: z.string(), to: z.string() }),
})
