import { DataSource } from '../../../src/domain/vocabulary'
import type { Instant } from '../../../src/domain/instant'
import { digestOf, makePlan, type CandidateRace, type PlanAsk } from '../../../src/usecases/headtohead/make-plan'

const race = (raceId: number, date: string, more: Partial<CandidateRace> = {}): CandidateRace => ({ raceId, source: DataSource.HKJC, sourceId: `r${raceId}`, date, venue: 'ST', number: 1, offAt: Date.parse(`${date}T05:00:00Z`) as Instant, starters: 12, priced: true, ...more })
const ask = (more: Partial<PlanAsk> = {}): PlanAsk => ({
  races: 2, now: Date.UTC(2026, 10, 23) as Instant, model: { id: 'gpt-x', cutoff: '2026-02-16T00:00:00.000Z', effort: 'low', synthetic: false }, samples: 3, budgetTokens: 8_000, arms: ['plain', 'ours'], prompts: {}, allowsContaminated: false,
  ml: { model: 'fundamentals@1', madeOnUntil: '2025-12-31', sources: ['HKJC'] }, hybrid: { kind: 'linear', ml: 0.6, gpt: 0.4 }, resampling: { seed: 1, draws: 10_000, level: 0.95 }, ...more,
})

test('the newest races that nobody can remember, oldest first', () => {
  // 2026-02-16 and thirty days: 2026-03-18 is the last day that is not trusted.
  const plan = makePlan([race(1, '2026-03-18'), race(2, '2026-03-19'), race(3, '2026-05-01'), race(4, '2026-04-01', { starters: 4 }), race(5, '2026-06-01', { priced: false })], ask())
  expect(plan.races.map(({ raceId, contaminated }) => [raceId, contaminated])).toEqual([[2, false], [3, false]])
  expect(plan.leftOut).toEqual({ 'fewer than 5 runners': 1, 'not every runner has a starting price': 1 })
})
test('too few are refused, with the reasons and what to do', () => {
  expect(() => makePlan([race(1, '2026-03-18'), race(2, '2026-03-19'), race(3, '2025-12-31')], ask())).toThrow(/2 races were asked for, and 1 of 3.*1: not after what gpt-x knows\..*1: fundamentals@1 was made on it\..*after 2026-03-18.*--allow-contaminated/s)
  expect(() => makePlan([race(2, '2026-03-19', { starters: 3 })], ask())).toThrow(/Bring more races in/)
})
test('on demand those that may be remembered are taken, and marked', () => {
  const plan = makePlan([race(1, '2026-01-10'), race(2, '2026-03-19')], ask({ allowsContaminated: true }))
  expect(plan.races.map(({ contaminated }) => contaminated)).toEqual([true, false])
})
test('where nobody says what a model knows, it may know everything but what is invented', () => {
  const unknown = ask({ model: { id: 'gpt-y', cutoff: null, effort: 'low', synthetic: false } })
  expect(() => makePlan([race(1, '2026-10-01'), race(2, '2026-10-02')], unknown)).toThrow(/which nobody has said/)
  const invented = [race(1, '2026-10-01', { source: DataSource.SYNTHETIC }), race(2, '2024-10-02', { source: DataSource.SYNTHETIC })]
  expect(makePlan(invented, unknown).races.every(({ contaminated }) => !contaminated)).toBe(true)
})
test('whoever changes a plan has another digest', () => {
  const { digest, ...plan } = makePlan([race(1, '2026-04-01'), race(2, '2026-04-02')], ask())
  expect(digestOf(plan)).toBe(digest)
  expect(digestOf({ ...plan, samples: 4 })).not.toBe(digest)
  expect(digestOf({ ...plan, races: plan.races.slice(1) })).not.toBe(digest)
})
