import { RUN_STRIDE } from '../../../src/features/history/run-columns'
import { RunStore } from '../../../src/features/history/run-store'

test('a new row knows nothing', () => { const runs = new RunStore(); expect([...runs.slice(runs.add())].every(Number.isNaN)).toBe(true) })

test('rows stay what they were when the store grows', () => {
  const runs = new RunStore(1)
  for (let i = 0; i < 9; i++) runs.set(runs.add(), 'raceId', i)
  expect(runs.length).toBe(9)
  expect(Array.from({ length: 9 }, (_, row) => runs.get(row, 'raceId'))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  expect(runs.get(8, 'won')).toBeNaN()
})

test('a slice is the row itself', () => {
  const runs = new RunStore()
  const row = runs.add()
  runs.slice(row)[0] = 7
  expect(runs.get(row, 'raceId')).toBe(7)
})

describe('append', () => {
  const rows = (count: number): Float64Array => Float64Array.from({ length: count * RUN_STRIDE }, (_, i) => Math.floor(i / RUN_STRIDE))
  test.each([
    ['nothing', 1, 0, 1],
    ['fits', 8, 3, 4],
    ['more than twice the room', 1, 9, 10],
  ])('%s', (_, room, count, length) => {
    const runs = new RunStore(room)
    runs.set(runs.add(), 'raceId', 99)
    expect(runs.append(rows(count))).toBe(1)
    expect(runs.length).toBe(length)
    expect(Array.from({ length }, (__, row) => runs.get(row, 'raceId'))).toEqual([99, ...Array.from({ length: count }, (__, i) => i)])
  })
  test('a row after it is new', () => {
    const runs = new RunStore(1)
    runs.append(rows(4))
    expect(runs.get(runs.add(), 'elo')).toBeNaN()
  })
})
