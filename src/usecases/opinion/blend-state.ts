import { STATED, type BlendWeights } from '../../models/pools/blend'
import type { BlendReport } from './blend-report'

/** One fit. Versions count up from 1 over all bases; what is served carries the version that it was blended by. */
export interface BlendVersion {
  readonly version: number
  readonly fittedAt: string
  /** Name of the model whose chances were blended, any version of it; null: nothing was fitted. */
  readonly base: string | null
  /** Fitted on invented races: it is taken for models that were made on such. */
  readonly synthetic: boolean
  /** Powers of the logarithmic pool, and of the language model alone. */
  readonly log: BlendWeights
  readonly slope: number
  /** Which of the two `hybrid` is. */
  readonly charge: 'LINEAR' | 'LOG'
  readonly report: BlendReport | null
}
/** Before anything was fitted: what is stated, and opinions as they were given. */
export const UNFITTED: BlendVersion = { version: 1, fittedAt: '1970-01-01T00:00:00.000Z', base: null, synthetic: false, log: STATED, slope: 1, charge: 'LINEAR', report: null }

/** All fits, oldest first; there is one at least, `UNFITTED`. */
export interface BlendStates {
  all(): Promise<readonly BlendVersion[]>
}
export interface KeptBlends extends BlendStates {
  /** Whole or not at all. */
  add(version: BlendVersion): Promise<void>
}

/** The newest fit for a base; what is stated where there is none. */
export const newestFor = (versions: readonly BlendVersion[], base: string, synthetic: boolean): BlendVersion => versions.findLast((one) => one.base === base && one.synthetic === synthetic) ?? versions[0] ?? UNFITTED
