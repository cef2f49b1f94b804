import { z } from 'zod'
import { CONFIDENCE_PARTS, type ConfidenceScale } from '../../integration/confidence'
import type { ModelFiles } from '../model'

/** What the model lost on races beyond what its chances expected, by their kind: bands of field size by bands of the chance of its top pick. */
export interface TrackRecord {
  /** Ascending: a value is in the first band whose edge it does not pass. */
  readonly fieldEdges: readonly number[]
  readonly chanceEdges: readonly number[]
  /** Nats a race, drawn toward that of all; below 0 where it was too modest. Field band by field band, a number a chance band. */
  readonly excess: readonly number[]
}
/** All that a confidence needs beside the model. Plain JSON, part of the artefact. */
export interface FittedConfidence {
  /** Between which values 99% of the training rows lie that had one, by feature; a feature that none had is not there, and is not missed. */
  readonly ranges: readonly { readonly name: string; readonly low: number; readonly high: number }[]
  readonly record: TrackRecord
  /** With the market's opinion, for races with prices at hand, and without it. */
  readonly withMarket: ConfidenceScale | null
  readonly withoutMarket: ConfidenceScale
  /** Races that it was fitted on. */
  readonly fittedOn: { readonly from: string; readonly to: string; readonly races: number }
}

export const CONFIDENCE_JSON = 'confidence.json'
export const toConfidenceJson = (fitted: FittedConfidence): Uint8Array => new TextEncoder().encode(`${JSON.stringify(fitted)}\n`)

const ascending = z.array(z.number()).refine((values) => values.every((value, i) => i === 0 || value >= (values[i - 1] as number)), 'numbers must ascend')
const scale = z.strictObject({ parts: z.partialRecord(z.enum(CONFIDENCE_PARTS), z.strictObject({ weight: z.number().nonnegative(), mean: z.number() })), quantiles: ascending.min(2) })
const record = z.strictObject({ fieldEdges: ascending, chanceEdges: ascending, excess: z.array(z.number()) })
  .refine(({ fieldEdges, chanceEdges, excess }) => excess.length === (fieldEdges.length + 1) * (chanceEdges.length + 1), 'there must be a number for each kind of race')
const SHAPE: z.ZodType<FittedConfidence> = z.strictObject({
  ranges: z.array(z.strictObject({ name: z.string(), low: z.number(), high: z.number() })), record, withMarket: scale.nullable(), withoutMarket: scale,
  fittedOn: z.strictObject({ from: z.string(), to: z.string(), races: z.number().int().positive() }),
}) as unknown as z.ZodType<FittedConfidence>
/** Null where the artefact has none, or none that can be read: chances do not hang on it. */
export function readConfidence(files: ModelFiles): FittedConfidence | null {
  const bytes = files.get(CONFIDENCE_JSON)
  if (bytes === undefined) return null
  try { return SHAPE.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data ?? null } catch { return null }
}
