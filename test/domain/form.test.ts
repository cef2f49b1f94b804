import { formString } from '../../src/domain/form-string'
import type { PastRun } from '../../src/domain/past-run'
import { daysSince, prepRunNumber, runsOfKind, spellKinds } from '../../src/domain/preparation'
import { summarise } from '../../src/domain/record'

const run = (date: string, position: number | null, over: Partial<PastRun> = {}): PastRun => ({
  date, position, status: position === null ? 'FELL' : 'FINISHED', venueId: 1, distanceM: 1200, going: 'GOOD', pattern: 'NONE', jockeyId: 1, prize: null, currency: null, ...over,
})

describe('formString', () => {
  test('reads oldest first, with 0 for tenth or worse, a letter for no position and x for a spell', () => {
    const runs = [run('2023-06-01', null), run('2023-05-20', 10), run('2023-05-01', 2), run('2023-02-20', 1), run('2023-02-01', 3)]
    expect(formString(runs, 6)).toBe('31x20F')
  })
  test('a dead heat is its position', () => { expect(formString([run('2023-05-01', 1, { status: 'DEAD_HEAT' })], 6)).toBe('1') })
  test('the spell before the first run shown is not', () => { expect(formString([run('2023-05-01', 2), run('2023-01-01', 1)], 1)).toBe('2') })
  test('59 days are no spell', () => { expect(formString([run('2023-03-01', 2), run('2023-01-01', 1)], 6)).toBe('12') })
  test('60 days are', () => { expect(formString([run('2023-03-02', 2), run('2023-01-01', 1)], 6)).toBe('1x2') })
  test('a debutant has none', () => { expect(formString([], 6)).toBe('') })
})

describe('preparation', () => {
  const dates = (...days: string[]) => days.map((date) => ({ date }))
  test('a debutant is on run 1, since no day, and nothing-up', () => {
    expect([prepRunNumber('2023-05-01', []), daysSince('2023-05-01', []), spellKinds('2023-05-01', [])]).toEqual([1, null, []])
  })
  test('runs of the debut preparation are neither first- nor second-up', () => { expect(spellKinds('2023-05-15', dates('2023-05-01'))).toEqual([]) })
  test('first run after 60 days is first-up', () => {
    expect([prepRunNumber('2023-03-02', dates('2023-01-01')), spellKinds('2023-03-02', dates('2023-01-01'))]).toEqual([1, ['FIRST_UP']])
  })
  test('59 days are a let-up: fresh, and run 2', () => {
    expect([prepRunNumber('2023-03-01', dates('2023-01-01')), spellKinds('2023-03-01', dates('2023-01-01'))]).toEqual([2, ['FRESH']])
  })
  test('second-up after four weeks is fresh, too', () => { expect(spellKinds('2023-03-30', dates('2023-03-02', '2023-01-01'))).toEqual(['SECOND_UP', 'FRESH']) })
  test('27 days are not fresh', () => { expect(spellKinds('2023-03-29', dates('2023-03-02', '2023-01-01'))).toEqual(['SECOND_UP']) })
  test('each past run is judged by those before it', () => {
    const runs = dates('2023-06-20', '2023-06-06', '2023-03-02', '2023-01-01')
    expect([runsOfKind(runs, 'FIRST_UP'), runsOfKind(runs, 'SECOND_UP'), runsOfKind(runs, 'THIRD_UP')]).toEqual([dates('2023-06-06', '2023-03-02'), dates('2023-06-20'), []])
  })
})

describe('summarise', () => {
  test('counts a dead heat as a win, a fall as a start and a void run as none', () => {
    const runs = [run('2023-05-01', 1, { status: 'DEAD_HEAT' }), run('2023-04-01', null), run('2023-03-01', null, { status: 'VOID' }), run('2023-02-01', 3)]
    expect(summarise(runs)).toEqual({ starts: 3, wins: 1, seconds: 0, thirds: 1, winRate: 1 / 3, placeRate: 2 / 3, prize: null })
  })
  test('adds prizes of one currency without drift', () => {
    expect(summarise([run('2023-05-01', 1, { prize: 0.1, currency: 'HKD' }), run('2023-04-01', 2, { prize: 0.2, currency: 'HKD' }), run('2023-03-01', 2)]).prize).toEqual({ amount: 0.3, currency: 'HKD' })
  })
  test('several currencies have no sum', () => {
    expect(summarise([run('2023-05-01', 1, { prize: 1, currency: 'HKD' }), run('2023-04-01', 2, { prize: 1, currency: 'AUD' })]).prize).toBeNull()
  })
  test('no starts have no rates', () => { expect(summarise([])).toEqual({ starts: 0, wins: 0, seconds: 0, thirds: 0, winRate: null, placeRate: null, prize: null }) })
})
