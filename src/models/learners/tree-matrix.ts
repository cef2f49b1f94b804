import { AppError } from '../../domain/errors'
import type { FeatureName } from '../../features/registry'
import type { TrainingTable } from '../data/race-table'
import { fitEncoder, TREE, widthOf, type Encoder } from '../inputs/encoder'
import type { ParamDefinition } from '../model'

// Types, not interfaces: only then are they Params.
export type TreeInputs = { readonly inputs: 'less-field' | 'own' | 'both'; readonly ofRace: boolean; readonly missing: 'nan' | 'filled' }
/** What the trees of both learners see. */
export const TREE_INPUTS: { readonly [K in keyof TreeInputs]: ParamDefinition } = {
  inputs: { default: 'less-field', range: { kind: 'one-of', values: ['less-field', 'own', 'both'] }, tuned: false, description: 'What a tree sees of a value that differs within a race: its difference from the mean of the field, the value itself, or both.' },
  ofRace: { default: false, range: { kind: 'one-of', values: [false, true] }, tuned: false, description: 'Trees also see what is the same for the whole race, such as the distance, and may treat races differently by it.' },
  missing: { default: 'nan', range: { kind: 'one-of', values: ['nan', 'filled'] }, tuned: false, description: '`nan`: a tree sees that a value is missing where its feature lets models know; `filled`: it never does.' },
}
/** @throws AppError BAD_USER_INPUT when nothing is left to split */
export function fitTreeEncoder(names: readonly FeatureName[], training: TrainingTable, { inputs, ofRace, missing }: TreeInputs): Encoder {
  const encoder = fitEncoder(names, training, { ...TREE, own: inputs !== 'less-field', lessField: inputs !== 'own', ofRace, missing })
  if (widthOf(encoder) === 0) throw new AppError('BAD_USER_INPUT', 'None of the features gives trees anything to split: every one is the same for a whole race. Give others, or train with `ofRace`.')
  return encoder
}
