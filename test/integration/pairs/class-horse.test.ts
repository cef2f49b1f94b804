import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('class-horse.debutInClass', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['in the lowest class two thirds, in one worth 75 points a half against', [{ 'horse.debut': 1, 'class.rating': 40 }], [0.666667]],
    ['in a class worth 75 points', [{ 'horse.debut': 1, 'class.rating': 75 }, { 'horse.debut': 0, 'class.rating': 75 }], [-0.5, 0]],
    ['in the best class: cut off', [{ 'horse.debut': 1, 'class.rating': 125 }], [-1]],
    ['class not known: silent', [{ 'horse.debut': 1 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('class-horse.debutInClass', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'horse.debut': 1, 'class.rating': 40 }], 'its first start, in a class worth 40 points'],
    [[{ 'horse.debut': 0, 'class.rating': 100 }], 'not its first start, in a class worth 100 points'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('class-horse.debutInClass', runners)).toBe(said) })
})
describe('class-horse.highRatedUpInClass', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['10 points up, rated 7 above the field: tanh 1 twice; 7 below: the same against', [{ 'class.overMean5': 10, 'horse.ratingOverField': 7 }, { 'class.overMean5': 10, 'horse.ratingOverField': -7 }], [0.580026, -0.580026]],
    ['10 points down: the other way round', [{ 'class.overMean5': -10, 'horse.ratingOverField': 7 }, { 'class.overMean5': -10, 'horse.ratingOverField': -7 }], [-0.580026, 0.580026]],
    ['half a point up is no step; a point is', [{ 'class.overMean5': 0.5, 'horse.ratingOverField': 7 }, { 'class.overMean5': 1, 'horse.ratingOverField': 7 }], [0, 0.075907]],
    ['rating not known: silent', [{ 'class.overMean5': 10 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('class-horse.highRatedUpInClass', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'class.overMean5': 20, 'horse.ratingOverField': 8.5 }], 'rated 8.5 points higher than the mean of the field, in a class 20 points higher than that of its last five starts'],
    [[{ 'class.overMean5': 0, 'horse.ratingOverField': -1 }], 'rated 1 points lower than the mean of the field, in a class level with that of its last five starts'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('class-horse.highRatedUpInClass', runners)).toBe(said) })
})
