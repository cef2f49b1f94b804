import { instant } from '../../../src/domain/instant'
import { gearBit } from '../../../src/features/encode'
import { careerPoint } from '../../../src/features/history/career'
import type { RunColumn } from '../../../src/features/history/run-columns'
import { addRows, fieldOf } from '../../../src/features/history/run-row'
import { RunStore } from '../../../src/features/history/run-store'
import { finished, OFF, type CardPart, type OutcomePart, type RunnerPart } from '../../support/racing-world'

const DEBUT = careerPoint(new RunStore(), [], '2024-05-01')
type Finish = readonly (number | null | OutcomePart)[]
/** The column of every row of a race, in the order of its starters. */
const column = (name: RunColumn, finish: Finish, card: Omit<CardPart, 'runners'> = {}, runners: readonly Partial<RunnerPart>[] = []): number[] => {
  const runs = new RunStore()
  const field = fieldOf(finished({ ...card, runners: finish.map((_, i) => ({ horseId: i + 1, ...runners[i] })) }, finish))
  const first = addRows(runs, field, field.starters.map(() => DEBUT))
  return field.starters.map((_, i) => runs.get(first + i, name))
}
const at = (startingPrice: number | null, position: number): OutcomePart => ({ position, startingPrice })
const called = (...inRunning: readonly number[]): OutcomePart => ({ position: 1, inRunning: inRunning.map((position) => ({ position, marginLengths: position - 1 })) })
const fell: OutcomePart = { status: 'FELL' }
const gone: OutcomePart = { status: 'VOID' }
const gear = [{ code: 'B', firstTime: false, removed: false, knownAt: instant(OFF) }]

test.each<[RunColumn, string, Finish, readonly number[]]>([
  ['position', 'who fell has none, who was void has no row', [2, fell, gone, 1], [2, NaN, 1]],
  ['fieldSize', 'void is no starter', [2, fell, gone, 1], [3, 3, 3]],
  ['won', 'dead heat and a fall', [1, 1, fell], [1, 1, 0]],
  ['beaten', 'four', [1, 2, 3, 4], [1, 2 / 3, 1 / 3, 0]],
  ['beaten', 'a fall beat nobody and was beaten by all', [1, fell, 2], [1, 0, 0.5]],
  ['beaten', 'dead heat for the second of four', [1, 2, 2, 4], [1, 2 / 3, 2 / 3, 0]],
  ['beaten', 'alone', [1], [NaN]],
  ['beatenLengths', 'the winner 0, whatever the source says', [{ position: 1, beatenLengths: null }, { position: 2, beatenLengths: 3 }, fell], [0, 3, NaN]],
  ['wonByLengths', 'plain', [1, { position: 2, beatenLengths: 3 }, { position: 3, beatenLengths: 5 }], [3, NaN, NaN]],
  ['wonByLengths', 'dead heat', [1, 1, { position: 3, beatenLengths: 5 }], [NaN, NaN, NaN]],
  ['wonByLengths', 'alone', [1], [NaN]],
  ['wonByLengths', 'not measured', [1, 2], [NaN, NaN]],
  ['marketShare', 'over-round taken out', [at(2, 1), at(4, 2), at(4, 3)], [0.5, 0.25, 0.25]],
  ['marketShare', 'one without a price: unknown for all', [at(2, 1), at(null, 2)], [NaN, NaN]],
  ['marketRank', 'ties share the better', [at(4, 1), at(2, 2), at(4, 3), at(9, 4)], [2, 1, 2, 4]],
  ['marketRank', 'one without a price', [at(2, 1), at(null, 2)], [NaN, NaN]],
  ['settled', 'led, last, not called', [called(1, 3), called(3, 1), called()], [0, 1, NaN]],
  ['turned', 'at the last call', [called(1, 3), called(3, 2), called()], [1, 0.5, NaN]],
  ['settled', 'alone', [called(1)], [NaN]],
  ['settledLengths', 'at the first call', [called(2, 1), called()], [1, NaN]],
  ['prize', 'where some are known the others won none', [{ position: 1, prize: 900 }, 2], [900, 0]],
  ['prize', 'where none is known', [1, 2], [NaN, NaN]],
])('%s: %s', (name, _, finish, expected) => { expect(column(name, finish)).toEqual(expected) })

test.each<[RunColumn, string, readonly Partial<RunnerPart>[], readonly number[]]>([
  ['weightOverMean', 'of those that are known', [{ weightKg: 60 }, { weightKg: 56 }, {}], [2, -2, NaN]],
  ['barrierShare', 'gaps are closed', [{ barrier: 9 }, { barrier: 2 }, { barrier: 5 }], [1, 0, 0.5]],
  ['barrierShare', 'undrawn', [{ barrier: 9 }, { barrier: 2 }, {}], [1, 0, NaN]],
  ['gearBits', 'nothing is a fact where others wear something', [{ gear }, {}, {}], [gearBit('B'), 0, 0]],
  ['gearBits', 'unknown where nobody does', [{}, {}, {}], [NaN, NaN, NaN]],
  ['apprentice', 'yes, no, unknown', [{ apprentice: true }, { apprentice: false }, {}], [1, 0, NaN]],
])('%s: %s', (name, _, runners, expected) => { expect(column(name, [1, 2, 3], {}, runners)).toEqual(expected) })

test('the last reading for the race goes before the going of the card', () => {
  const reading = (raceNumber: number | null, number: number, observedAt: string) => ({ raceNumber, number, label: 'SOFT' as const, observedAt: instant(observedAt), knownAt: instant(observedAt) })
  const readings = [reading(1, 7, '2024-05-01T05:00:00Z'), reading(null, 5, '2024-05-01T01:00:00Z'), reading(2, 9, '2024-05-01T05:30:00Z')]
  expect(column('wetness', [1], { readings })).toEqual([7])
  expect(column('wetness', [1], { goingNumber: 3 })).toEqual([3])
  expect(column('wetness', [1], { going: null, goingNumber: null })).toEqual([NaN])
})
test('days are those of the meeting, not of UTC', () => { expect(column('localDay', [1], { off: '2024-04-30T23:00:00Z', date: '2024-05-01' })).toEqual([19_844]) })
