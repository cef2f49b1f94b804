import { cleanComment } from '../untrusted'
import { draft, type Draft } from './draft'
import type { PredictionMaterial, Reason } from './material'
import { rankIn } from './ranks'
import { percent } from './words'

/** Reasons that are told of a runner, for it and against it. */
export const TOLD_REASONS = 2
const LABELS = { for: ['in its favour', 'also in its favour'], against: ['against it', 'also against it'] } as const

/** What the model says of each runner, and why. */
export function predictionFacts({ model, hindsight, confidence, runners }: PredictionMaterial): readonly Draft[] {
  const name = cleanComment(model)
  const ids = [...runners.keys()]
  const chances = Float64Array.from(ids, (id) => runners.get(id)?.chance ?? NaN)
  return [
    ...(name === '' ? [] : [draft({ runnerId: null, topic: 'prediction', label: 'model', text: name })]),
    ...(confidence === null ? [] : [draft({ runnerId: null, topic: 'prediction', label: 'confidence of the model', text: `surer than in ${Math.round(100 * confidence)}% of past races`, value: confidence, unit: 'ratio' })]),
    ...(hindsight ? [draft({ runnerId: null, topic: 'prediction', label: 'made with hindsight', text: 'the model was fitted on races of this day' })] : []),
    ...ids.map((runnerId, place) => { const chance = chances[place] as number; return draft({ runnerId, topic: 'prediction', label: 'win chance', text: percent(chance), value: chance, unit: 'ratio', rank: rankIn(chances, place), also: [`${Math.round(100 * chance)}%`] }) }),
    ...ids.flatMap((runnerId) => reasonFacts(runnerId, runners.get(runnerId)?.reasons ?? [])),
  ]
}
function reasonFacts(runnerId: number, reasons: readonly Reason[]): readonly Draft[] {
  const side = (labels: readonly string[], fits: (effect: number) => boolean): readonly Draft[] => reasons.filter(({ effect }) => fits(effect)).slice(0, TOLD_REASONS).map(({ text, feature }, i) => draft({ runnerId, topic: 'rule', label: labels[i] ?? '', text, feature }))
  return [...side(LABELS.for, (effect) => effect > 0), ...side(LABELS.against, (effect) => effect < 0)]
}
