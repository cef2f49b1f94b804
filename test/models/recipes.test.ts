import { categoryOf } from '../../src/features/registry'
import { ALIASES } from '../../src/models/artefact/card'
import { MODEL_NAME } from '../../src/models/artefact/card-schema'
import { LEARNERS, paramsOf } from '../../src/models/learners'
import { assertClaim, isPooled, membersOf, offeredTo, withMembers, type Recipe } from '../../src/models/recipe'
import { RECIPES } from '../../src/models/recipes'

const names = RECIPES.map(({ name }) => name)
const byName = new Map(RECIPES.map((recipe) => [recipe.name, recipe]))

test('names are names of models, each once, and no alias', () => {
  expect(new Set(names).size).toBe(names.length)
  for (const name of names) { expect(name).toMatch(MODEL_NAME); expect(ALIASES).not.toContain(name) }
})
test('members stand before those that are made of them', () => {
  expect(withMembers(names, RECIPES).map(({ name }) => name)).toEqual(names)
})
test.each(RECIPES.map((recipe) => [recipe.name, recipe] as const))('%s: parameters that its learner has, features without the market, a claim that its members bear out', (_, recipe) => {
  const { how, usesPrices } = recipe
  expect(offeredTo(recipe).filter((name) => categoryOf(name) === 'market')).toEqual([])
  expect(offeredTo(recipe).length).toBeGreaterThan(recipe.leaveOut.length === 0 ? 200 : 150)
  if ('learner' in how) {
    const params = paramsOf(recipe.name, LEARNERS[how.learner], how.params)
    expect(how.learner === 'market' || ['margin', 'offset'].includes(String(params['market']))).toBe(usesPrices)
  } else if ('pool' in how) expect(how.pool.some((member) => byName.get(member)?.usesPrices)).toBe(usesPrices)
  else {
    expect(membersOf(how).map((member) => byName.get(member)?.usesPrices)).toEqual(membersOf(how).map(() => usesPrices))
    expect(byName.get(how.learntOver)?.how).toHaveProperty('learner')
  }
})
test('rules on top of a pool count as a pool, those on top of a learner do not', () => {
  const pooled = (name: string): boolean => isPooled(byName.get(name) as Recipe, RECIPES)
  expect(['champion-with-rules', 'fundamentals-with-rules', 'champion-pool', 'logit-with-rules', 'boosting'].map(pooled)).toEqual([true, true, true, false, false])
})
test('those that learn from prices of the training races say so', () => {
  const taught = (recipe: Recipe): boolean => ('learner' in recipe.how ? Number(recipe.how.params['marketLabel'] ?? 0) > 0 : !recipe.usesPrices && ('rulesOver' in recipe.how || membersOf(recipe.how).some((member) => taught(byName.get(member) as Recipe))))
  for (const recipe of RECIPES) expect([recipe.name, recipe.limits.some((limit) => limit.includes('Learns partly from the chances that starting prices gave'))]).toEqual([recipe.name, taught(recipe)])
})
test('left out: a category or a feature', () => {
  const all = offeredTo({ leaveOut: [] })
  expect(offeredTo({ leaveOut: ['fitness'] })).toEqual(all.filter((name) => categoryOf(name) !== 'fitness'))
  expect(offeredTo({ leaveOut: ['form.winRate10'] })).toEqual(all.filter((name) => name !== 'form.winRate10'))
})
test.each([[false, ['market.chance'], 'says that it reads no prices'], [true, ['form.winRate10'], 'says that it reads prices']] as const)('a claim of prices %s with %j is refused', (usesPrices, features, message) => {
  expect(() => { assertClaim({ name: 'x', usesPrices }, { features }) }).toThrow(message)
})
test.each([
  [{ rouns: 3 }, 'boosting has no parameter "rouns"'], [{ rounds: 0 }, 'rounds of boosting is 0: it must be a whole number from 1 to 10000'], [{ rounds: 1.5 }, 'must be a whole number'], [{ objective: 'best' }, 'must be one of race-softmax, binary'], [{ constructor: 1 }, 'no parameter "constructor"'],
])('parameters %j are refused', (params, message) => { expect(() => paramsOf('boosting', LEARNERS.boosting, params)).toThrow(message) })
test.each([['one that is not there', ['a'], 'There is no recipe "b"'], ['itself', ['c'], 'recipe c is made of itself: c > c']])('a pool of %s is refused', (_, asked, message) => {
  const base = { title: '', purpose: '', notFor: '', limits: [], usesPrices: false, leaveOut: [], effort: 1 } as const
  expect(() => withMembers(asked, [{ ...base, name: 'a', how: { pool: ['b'] } }, { ...base, name: 'c', how: { pool: ['c'] } }])).toThrow(message)
})
