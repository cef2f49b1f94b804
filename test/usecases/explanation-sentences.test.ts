import { FEATURES, type FeatureName } from '../../src/features/registry'
import { RULES, versionedRule } from '../../src/integration/rules'
import type { WeighedAs } from '../../src/integration/weights'
import { confidenceSentence, effectWords, featureSentence, narrativeOf, resolutionSentence, ruleSentence, sentenceLocale } from '../../src/usecases/explanation-sentences'
import type { RulePart } from '../../src/usecases/explanation'
import { ordinal, phraseOf } from '../../src/usecases/feature-words'

const say = (feature: FeatureName, value: number, rank: number | null = null, effect = Math.log(1.12), known = 14): string => featureSentence({ feature, value, rank, known, effect })

describe('what an effect does to a chance', () => {
  test.each([
    [Math.log(1.12), 'lifts its chance by 12%'], [Math.log(0.88), 'lowers its chance by 12%'], [0, 'makes no difference to its chance'], [-0, 'makes no difference to its chance'], [0.004, 'makes next to no difference to its chance'], [-0.004, 'makes next to no difference to its chance'],
    [0.006, 'lifts its chance by 1%'], [Math.log(2.34), 'multiplies its chance by 2.3'], [Math.log(0.4), 'lowers its chance by 60%'], [-20, 'lowers its chance by 99%'], [20, 'multiplies its chance by more than 100'], [NaN, 'does what cannot be told'],
  ])('%s', (effect, words) => { expect(effectWords(effect)).toBe(words) })
})

describe('features', () => {
  test.each<[FeatureName, number, number | null, string]>([
    ['barrier.number', 2, 13, 'Barrier 2 (2 of 14 from the rail, innermost but one); this lifts its chance by 12%.'], ['barrier.number', 15, 1, 'Barrier 15 (14 of 14 from the rail, outermost); this lifts its chance by 12%.'], ['barrier.number', 6, 9, 'Barrier 6 (6 of 14 from the rail); this lifts its chance by 12%.'],
    ['weight.carried', 57.5, 3, 'Weight carried: 57.5 kg, 3rd highest of 14; this lifts its chance by 12%.'], ['weight.change', 1, 14, 'Weight carried less that of the last start: +1.0 kg, lowest of 14; this lifts its chance by 12%.'], ['weight.change', -1.5, 2, 'Weight carried less that of the last start: -1.5 kg, 2nd highest of 14; this lifts its chance by 12%.'],
    ['weight.change', 0, null, 'Weight carried less that of the last start: 0.0 kg; this lifts its chance by 12%.'], ['gear.blinkers', 1, 1, 'It wears blinkers; this lifts its chance by 12%.'], ['gear.blinkers', 0, null, 'It wears no blinkers; this lifts its chance by 12%.'],
    ['fitness.daysSinceRun', 1, 1, 'Days since the last start: 1 day, highest of 14; this lifts its chance by 12%.'], ['horse.starts', Math.log(8), 11, 'Earlier starts: 7, 11th highest of 14; this lifts its chance by 12%.'], ['race.startHour', 13.999, null, 'Start by the clock of the venue: 14:00; this lifts its chance by 12%.'],
    ['race.startHour', 14.5, null, 'Start by the clock of the venue: 14:30; this lifts its chance by 12%.'], ['market.logPrice', Math.log(4.5), 2, 'Latest price: 4.50, 2nd highest of 14; this lifts its chance by 12%.'], ['jockey.impact', 1.2, 1, 'The rider\'s wins over those of pure chance: 1.20 times, highest of 14; this lifts its chance by 12%.'],
    ['track.going', 2, null, 'Going: Good; this lifts its chance by 12%.'], ['horse.ratingRank', 3, 12, 'Rank of the official rating in the field: 3; this lifts its chance by 12%.'],
    ['horse.rating', NaN, null, 'Official rating: not known; the model takes the mean of the field; this lifts its chance by 12%.'], ['barrier.number', NaN, null, 'Barrier as drawn: not known; the model goes by its being missing; this lifts its chance by 12%.'], ['weather.wind', NaN, null, 'Wind speed: not known; the model takes the usual value; this lifts its chance by 12%.'],
    ['barrier.share', NaN, null, 'Place in the draw, from the rail out: not known; the model takes 50.0%; this lifts its chance by 12%.'], ['trainer.newStable', NaN, null, 'Its last start was for another trainer: not known; the model takes it for a no; this lifts its chance by 12%.'],
  ])('%s of %s, rank %s', (name, value, rank, sentence) => { expect(say(name, value, rank)).toBe(sentence) })
  test.each(FEATURES.map(({ name }) => [name]))('%s has a sentence, whatever its value', (name) => {
    expect(phraseOf(name)).toMatch(/^[A-Z][^.;:()]{2,160}$/)
    for (const value of [0, 1, -1, 2, 0.5, 12.5, NaN]) {
      const sentence = say(name, value, Number.isNaN(value) ? null : 2)
      expect(sentence).toMatch(/^[A-Z].*; this lifts its chance by 12%\.$/)
      expect(sentence).not.toMatch(/NaN|undefined|null|Infinity| {2}|: ,|: ;|--|\.\.| 1 (?:days|lengths|years)\b/)
      expect(sentence.match(/\./g)?.length).toBe(1 + (sentence.match(/\d\.\d/g)?.length ?? 0))
    }
  })
  test('no two read alike but those that are the same number on another scale', () => {
    const seen = new Map<string, FeatureName[]>()
    for (const { name } of FEATURES) seen.set(phraseOf(name), [...(seen.get(phraseOf(name)) ?? []), name])
    expect([...seen.values()].filter(({ length }) => length > 1)).toEqual([['fitness.daysSinceRun', 'fitness.logDaysSinceRun'], ['market.current', 'market.logPrice']])
  })
  test.each([[1, '1st'], [2, '2nd'], [3, '3rd'], [4, '4th'], [11, '11th'], [12, '12th'], [13, '13th'], [21, '21st'], [22, '22nd'], [111, '111th']])('%s is %s', (n, words) => { expect(ordinal(n)).toBe(words) })
})

const rule = RULES.find(({ id }) => id === 'barrier-track.wetOutside')
if (rule === undefined) throw new Error('the rule of this test is gone')
const partOf = (as: WeighedAs, part: Partial<RulePart> = {}): RulePart => ({
  rule, signal: 1, said: 'drawn 3 of 3', strength: 0.1, effect: Math.log(1.12), ...part,
  weight: { rule: versionedRule(rule), weight: 0.1, fitted: 0.1, standardError: 0.02, races: 7, runners: 70, as, ablation: null },
})
describe('rules', () => {
  test.each<[WeighedAs, string]>([
    ['FITTED', 'Out wide on wet ground: drawn 3 of 3; this lifts its chance by 12%.'], ['CAPPED', 'Out wide on wet ground: drawn 3 of 3; this lifts its chance by 12%, with its weight held at the cap.'],
    ['NOT_DISTINGUISHABLE', 'Out wide on wet ground: drawn 3 of 3; past races do not tell its weight from zero, so it counts for nothing.'], ['TOO_FEW', 'Out wide on wet ground: drawn 3 of 3; it spoke in too few past races to be weighed (7), so it counts for nothing.'],
  ])('%s', (as, sentence) => { expect(ruleSentence(partOf(as))).toBe(sentence) })
  test('one that is silent about the runner', () => { expect(ruleSentence(partOf('FITTED', { signal: 0, effect: Math.log(0.97) }))).toBe('Out wide on wet ground: others gain or lose by it; this lowers its chance by 3%.') })
  test('a resolution', () => {
    expect(resolutionSentence({ inFavour: ['barrier-track.wetOutside'], against: ['a.b', 'c.d', 'e.f'], decidedBy: 'EVIDENCE', prevails: 'AGAINST', because: 'What is against rests on better evidence.' }))
      .toBe('"Out wide on wet ground" speaks for it and "a.b", "c.d" and "e.f" against. What is against prevails: what is against rests on better evidence.')
    expect(resolutionSentence({ inFavour: ['a.b', 'c.d'], against: ['e.f'], decidedBy: 'NOBODY', prevails: null, because: 'Alike.' })).toBe('"a.b" and "c.d" speak for it and "e.f" against. Both sides count: alike.')
  })
})

describe('confidence', () => {
  const parts = { completeness: 0.9, agreementOfModels: 0.31, agreementOfRules: NaN, familiarity: 0.5, agreementWithMarket: NaN, trackRecord: 0.7 }
  test('with its weakest part', () => { expect(confidenceSentence({ value: 0.624, parts })).toBe('Surer than in 62% of past races; what speaks least for it is how far models agree (0.31 of 1).') })
  test('with no part known', () => { expect(confidenceSentence({ value: 0.5, parts: { ...parts, completeness: NaN, agreementOfModels: NaN, familiarity: NaN, trackRecord: NaN } })).toBe('Surer than in 50% of past races.') })
  test('unknown', () => { expect(confidenceSentence({ value: NaN, parts })).toBe('How sure the model is cannot be told.') })
})

describe('a runner in a few sentences', () => {
  const feature = (name: FeatureName, value: number, effect: number) => ({ feature: name, value, rank: null, known: 2, effect })
  const runner = { runnerId: 1, chance: 0.25, logOdds: 0.1, features: [feature('horse.rating', 80, 0.2), feature('weight.carried', 60, -0.1), feature('barrier.number', 3, 0)], rules: [partOf('FITTED')], categories: [], resolution: null, confidence: null }
  test('what is most for it and most against it', () => {
    expect(narrativeOf(runner, { runners: [runner, runner], baseline: Math.log(0.125) })).toBe('It has a chance of 25.0%, where the typical runner of this field has 12.5%. Most for it: official rating: 80.0; and out wide on wet ground: drawn 3 of 3. Most against it: weight carried: 60.0 kg.')
  })
  test('alone', () => { expect(narrativeOf({ ...runner, chance: 1 }, { runners: [runner], baseline: 0 })).toBe('It has a chance of 100.0%: it has nobody to beat.') })
})

describe('languages', () => {
  test.each(['en', 'en-AU', 'en_GB', 'en-us'])('%s', (asked) => { expect(sentenceLocale(asked)).toBe('en') })
  test.each(['fr', 'english', 'EN-', '', 'en-', 'x-en'])('not %j', (asked) => { expect(() => sentenceLocale(asked)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT', message: expect.stringContaining('ask for en') as string })) })
})
