import { neverKnownIn, oftenUnknownIn } from '../../src/usecases/training/training-data'
import { raceTable } from '../support/race-table'

/** 200 races of two; `form.winRate10` is missing in the first so many of them. */
const lackingIn = (races: number, runners: 1 | 2) => {
  const { table } = raceTable({ races: 200, field: () => 2, weights: { 'form.winRate10': 1, 'barrier.number': 1 } })
  const column = table.columns.get('form.winRate10')
  for (let r = 0; r < races; r++) for (let i = 0; i < runners; i++) column?.fill(NaN, 2 * r + i, 2 * r + i + 1)
  return table
}
const names = (versioned: readonly string[]): readonly string[] => versioned.map((name) => name.slice(0, name.lastIndexOf('@')))

// One of a hundred races of 200: two are few, three are often.
test.each([[0, 2, []], [2, 2, []], [3, 2, ['form.winRate10']], [200, 1, []], [200, 2, ['form.winRate10']]] as const)('a feature that %i of 200 races lack in %i of two runners', (races, runners, often) => {
  expect(names(oftenUnknownIn(lackingIn(races, runners), ['barrier.number', 'form.winRate10']))).toEqual(often)
})
test('what no runner has is never known', () => {
  expect(names(neverKnownIn(lackingIn(200, 2), ['barrier.number', 'form.winRate10']))).toEqual(['form.winRate10'])
  expect(neverKnownIn(lackingIn(199, 2), ['barrier.number', 'form.winRate10'])).toEqual([])
})
