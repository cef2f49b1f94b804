import { FEATURES } from '../../src/features/registry'
import { chooseFeatures } from '../../src/usecases/choose-features'
import { describeRace } from '../../src/usecases/describe-race'

describe('a race described', () => {
  const columns = new Map([['barrier.number', Float64Array.of(4, NaN, 1)]] as const)
  const told = describeRace({ runnerIds: [31, 32, 33], columns }, ['barrier.number'])
  test('value, words, mean of those that are known, rank from the highest', () => {
    expect(told.map(({ runnerId, features: [one] }) => [runnerId, one?.value, one?.text, one?.fieldMean, one?.fieldMeanText, one?.rank])).toEqual([
      [31, 4, '4', 2.5, '2.5', 1], [32, null, null, 2.5, '2.5', null], [33, 1, '1', 2.5, '2.5', 2],
    ])
  })
  test('a feature of the race has no rank, a code no mean', () => {
    const features = FEATURES.filter(({ scope, unit }) => scope === 'race' || unit === 'code')
    expect(features.length).toBeGreaterThan(0)
    const all = new Map(features.map(({ name }) => [name, Float64Array.of(1, 2)]))
    const [first] = describeRace({ runnerIds: [1, 2], columns: all }, features.map(({ name }) => name))
    for (const [i, { scope, unit }] of features.entries()) {
      if (scope === 'race') expect(first?.features[i]?.rank).toBeNull()
      if (unit === 'code') expect(first?.features[i]?.fieldMean).toBeNull()
    }
  })
  test('all missing', () => {
    const [one] = describeRace({ runnerIds: [1], columns: new Map() }, ['barrier.number'])
    expect(one?.features[0]).toMatchObject({ value: null, text: null, fieldMean: null, fieldMeanText: null, rank: null })
  })
})

describe('choosing features', () => {
  test('nothing said: all, in registry order', () => { expect(chooseFeatures({})).toEqual(FEATURES.map(({ name }) => name)) })
  test('names and categories together, each once, in registry order', () => {
    expect(chooseFeatures({ names: ['market.current', 'barrier.number'], categories: ['barrier'] })).toEqual([...FEATURES.filter(({ name }) => name.startsWith('barrier.')).map(({ name }) => name), 'market.current'])
  })
  test.each([
    ['a name that is nearly one', { names: ['barrier.nummer'] }, 'There is no feature "barrier.nummer": did you mean barrier.number? "racegraph features list" names all.'],
    ['a category that is nearly one', { categories: ['jockeys'] }, /^There is no category "jockeys": did you mean jockey\? There are race, .*market\.$/],
  ])('%s', (_, asked, message) => { expect(() => chooseFeatures(asked)).toThrow(message) })
})
