import { categoryOf } from '../../../src/features/registry'
import { takeRaces } from '../../../src/models/data/race-table'
import { chancesOf } from '../../../src/models/evaluation/chances'
import { conditionalLogitLearner } from '../../../src/models/learners/conditional-logit'
import { paramsOf } from '../../../src/models/learners'
import { FitStopped } from '../../../src/models/model'
import { raceLosses } from '../../../src/models/race-softmax'
import { hierarchyOf, rankCategories, type Ranking } from '../../../src/models/rules/rank-categories'
import { raceTable, toTrainOn } from '../../support/race-table'

const features = ['form.winRate10', 'form.elo', 'weight.carried', 'barrier.number'] as const
const { table } = raceTable({ races: 500, weights: { 'form.winRate10': 0.6, 'form.elo': 0.4, 'weight.carried': -0.5, 'barrier.number': 0 }, seed: 'ranks' })
const [train, validate] = [toTrainOn(takeRaces(table, Array.from({ length: 350 }, (_, r) => r))), takeRaces(table, Array.from({ length: 150 }, (_, r) => 350 + r))]
const run = (over: Partial<Parameters<typeof rankCategories>[1]> = {}): Parameters<typeof rankCategories>[1] => ({ signal: new AbortController().signal, progress: () => undefined, known: null, note: () => Promise.resolve(), ...over })
const task = { train, validate, features, ridge: 100 }
/** The learner itself, without a category. */
const lossesWithout = async (out: string | null): Promise<Float64Array> => {
  const params = paramsOf('x', conditionalLogitLearner as never, { ridge: 100 }) as Parameters<typeof conditionalLogitLearner.fit>[1]
  const { model } = await conditionalLogitLearner.fit({ train, validate: null, features: features.filter((name) => categoryOf(name) !== out) }, params, { seed: 1, signal: new AbortController().signal, progress: () => undefined, xgboostPath: null })
  return raceLosses(chancesOf(model, validate), validate.targets.win, validate.raceStart)
}
const meanOf = (values: Iterable<number>): number => { const all = [...values]; return all.reduce((sum, value) => sum + value, 0) / all.length }

test('losses are those of the learner fitted without each category, the first whose loss is greatest', async () => {
  const ranks = hierarchyOf(await rankCategories(task, run()), null)
  expect(ranks.map(({ category }) => category)).toEqual(['form', 'weight', 'barrier'])
  const whole = meanOf(await lossesWithout(null))
  for (const { category, loss } of ranks) expect(loss).toBeCloseTo(meanOf(await lossesWithout(category)) - whole, 4)
})
test('interrupted after any category, the same goes on to the same', async () => {
  const notes: Ranking[] = []
  const whole = await rankCategories(task, run({ note: (ranking) => { notes.push(ranking); return Promise.resolve() } }))
  expect(notes.map(({ without }) => Object.keys(without).length)).toEqual([0, 1, 2, 3])
  for (const known of notes) expect(await rankCategories(task, run({ known: JSON.parse(JSON.stringify(known)) as Ranking }))).toEqual(whole)
  const controller = new AbortController()
  await expect(rankCategories(task, run({ signal: controller.signal, note: ({ without }) => { if ('form' in without) controller.abort(); return Promise.resolve() } }))).rejects.toThrow(FitStopped)
})
test('what is known already is not fitted again', async () => {
  const whole = await rankCategories(task, run())
  expect(await rankCategories(task, run({ known: whole, note: () => Promise.reject(new Error('fitted')), signal: AbortSignal.abort() }))).toBe(whole)
})
test('worked by hand: the market by what it saves on races with prices; alike by name; a negative loss has its place', () => {
  const ranking: Ranking = { weights: [], whole: [2, 2.4, 1], without: { weight: 1.85, form: 1.9, barrier: 1.7, gear: 1.85 } }
  // Mean of all: 1.8. With prices 1.5 and 2.3 on the first two races: 0.5 and 0.1 saved.
  expect(hierarchyOf(ranking, Float64Array.of(1.5, 2.3, NaN))).toEqual([['market', 0.3], ['form', 0.1], ['gear', 0.05], ['weight', 0.05], ['barrier', -0.1]].map(([category, loss]) => ({ category, loss: expect.closeTo(loss as number, 12) as number })))
  expect(hierarchyOf(ranking, Float64Array.of(NaN, NaN, NaN)).map(({ category }) => category)).not.toContain('market')
})
