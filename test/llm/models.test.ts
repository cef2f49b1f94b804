import { instant } from '../../src/domain/instant'
import { DEFAULT_FALLBACKS, DEFAULT_MODEL, effortFor, lessEffort, livingModels, traitsOf, verbosityFor, warningOf } from '../../src/llm/models'

const today = instant('2026-11-23T12:00:00Z')
const efforts = (...known: Parameters<typeof effortFor>[1][]) => ({ efforts: known })

test('the default is of the GPT-5 family and has no end in sight; so has what stands behind it', () => {
  expect(DEFAULT_MODEL).toMatch(/^gpt-5/)
  for (const id of [DEFAULT_MODEL, ...DEFAULT_FALLBACKS]) expect([id, traitsOf(id).known, traitsOf(id).shutdown, warningOf(id, today)]).toEqual([id, true, null, null])
})

test('the first GPT-5 is warned of from 60 days before its end, and skipped from its end on', () => {
  expect(warningOf('gpt-5', instant('2026-10-11T23:59:59Z'))).toBeNull()
  expect(warningOf('gpt-5', instant('2026-10-12T00:00:00Z'))).toBe('gpt-5 is shut down on 2026-12-11, in 60 days: OpenAI names gpt-6.1-sol instead')
  expect(warningOf('gpt-5', today)).toBe('gpt-5 is shut down on 2026-12-11, in 18 days: OpenAI names gpt-6.1-sol instead')
  expect(warningOf('gpt-5-mini-2025-08-07', instant('2026-12-10T01:00:00Z'))).toBe('gpt-5-mini-2025-08-07 is shut down on 2026-12-11, in 1 day: OpenAI names gpt-6.1-terra instead')
  expect(warningOf('gpt-5', instant('2026-12-11T00:00:00Z'))).toBe('gpt-5 was shut down on 2026-12-11 and is not asked: OpenAI names gpt-6.1-sol instead')
  const chain = ['gpt-5', 'gpt-5.6-terra', 'gpt-5', 'gpt-6.1-sol']
  expect(livingModels(chain, instant('2026-12-10T23:59:59.999Z'))).toEqual(['gpt-5', 'gpt-5.6-terra', 'gpt-6.1-sol'])
  expect(livingModels(chain, instant('2026-12-11T00:00:00Z'))).toEqual(['gpt-5.6-terra', 'gpt-6.1-sol'])
})

test('what each knows of the world ends on its published day', () => {
  const cutoffs = ['gpt-5', 'gpt-5.4', 'gpt-5.6-terra', 'gpt-5.6-terra-2026-07-01', 'gpt-6-sol', 'gpt-8'].map((id) => traitsOf(id).cutoff)
  expect(cutoffs).toEqual([Date.UTC(2024, 9, 1) - 1, Date.UTC(2025, 8, 1) - 1, Date.UTC(2026, 1, 17) - 1, Date.UTC(2026, 1, 17) - 1, null, null])
})

test('an effort that a model does not know becomes the nearest, of two the lesser', () => {
  expect(effortFor(efforts('minimal', 'low', 'medium', 'high'), 'none')).toBe('minimal')
  expect(effortFor(efforts('minimal', 'low', 'medium', 'high'), 'max')).toBe('high')
  expect(effortFor(efforts('none', 'low', 'medium'), 'minimal')).toBe('none')
  expect(effortFor(efforts('low', 'medium'), 'medium')).toBe('medium')
  expect(effortFor(traitsOf('gpt-6.1-sol'), 'none')).toBe('low')
  expect(lessEffort(efforts('none', 'low', 'medium'), 'medium')).toBe('low')
  expect(lessEffort(efforts('none', 'low'), 'none')).toBe('none')
})

test('a model that nobody knows is asked with nothing that it may refuse, and warned of', () => {
  const traits = traitsOf('gpt-8-nova')
  expect([effortFor(traits, 'high'), verbosityFor(traits, 'low'), lessEffort(traits, null)]).toEqual([null, null, null])
  expect(livingModels(['gpt-8-nova'], today)).toEqual(['gpt-8-nova'])
  expect(warningOf('gpt-8-nova', today)).toMatch(/not a model that racegraph knows/)
})
