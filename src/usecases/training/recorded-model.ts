import { AppError } from '../../domain/errors'
import type { FeatureName } from '../../features/registry'
import { rowCount, type RaceTable } from '../../models/data/race-table'
import type { Model, ModelKind, Params } from '../../models/model'

/** What a fit on the training races said of the validation races: all that pools and calibration need of it. */
export interface FirstFit {
  readonly kind: ModelKind
  readonly features: readonly FeatureName[]
  /** To fit it again without validation. */
  readonly params: Params
  readonly scores: Float64Array
  readonly members: readonly Float64Array[]
  readonly cpuSeconds: number
}

/** A fit as it was noted, standing in for its model on the races that it was noted of and on no others. */
export function recordedModel({ kind, features, scores, members }: FirstFit, races: RaceTable): Model {
  const check = (rows: number): void => { if (rows !== rowCount(races)) throw new AppError('INTERNAL_SERVER_ERROR', 'a noted fit was asked about other races') }
  return {
    kind, features,
    scores: (batch) => { check(rowCount(batch)); return scores },
    members: (batch) => { check(rowCount(batch)); return members },
    contributions: () => null,
    save: () => { throw new AppError('INTERNAL_SERVER_ERROR', 'a noted fit is no model that can be saved') },
    dispose: () => undefined,
  }
}

interface Head { readonly kind: ModelKind; readonly features: readonly FeatureName[]; readonly params: Params; readonly cpuSeconds: number; readonly rows: number; readonly members: number }
/** A line of JSON, then scores and scores of members. */
export function writeFirstFit({ kind, features, params, scores, members, cpuSeconds }: FirstFit): Uint8Array {
  const head: Head = { kind, features, params, cpuSeconds, rows: scores.length, members: members.length }
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...[scores, ...members].map((values) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength))])
}
/** Null when it is not what was written for so many rows. */
export function readFirstFit(bytes: Uint8Array, rows: number): FirstFit | null {
  const end = bytes.indexOf(10)
  try {
    const { rows: noted, members, ...head } = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))) as Head
    const values = bytes.slice(end + 1)
    if (noted !== rows || values.length !== 8 * rows * (1 + members)) return null
    const at = (i: number): Float64Array => new Float64Array(values.buffer, 8 * rows * i, rows)
    return { ...head, scores: at(0), members: Array.from({ length: members }, (_, i) => at(i + 1)) }
  } catch { return null }
}
