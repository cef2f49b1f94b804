import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('distance-venue.likesBoth', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['a tenth more beaten over the trip: tanh 0.6', [{ 'distance.edge': 0.1, 'venue.edge': 0, 'distance.runs': 2.3978952727983707 }, { 'distance.edge': 0, 'venue.edge': -0.1, 'distance.runs': 2.3978952727983707 }, { 'distance.edge': 0.1, 'venue.edge': -0.1, 'distance.runs': 2.3978952727983707 }], [0.53705, -0.53705, 0]],
    ['both: never beyond the limits', [{ 'distance.edge': 0.1, 'venue.edge': 0.1, 'distance.runs': 2.3978952727983707 }, { 'distance.edge': -0.1, 'venue.edge': -0.1, 'distance.runs': 2.3978952727983707 }], [1, -1]],
    ['a debutant has no edge: silent', [{ 'distance.runs': 0 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('distance-venue.likesBoth', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'distance.edge': 0.1, 'venue.edge': -0.2, 'distance.runs': 2.3978952727983707 }], 'beats 10.0% more of its rivals than over other trips and 20.0% fewer of its rivals than at other venues, with 10 starts over this trip'],
    [[{ 'distance.edge': 0.0004, 'venue.edge': -0.2, 'distance.runs': 2.3978952727983707 }], 'beats as many of its rivals as over other trips and 20.0% fewer of its rivals than at other venues, with 10 starts over this trip'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('distance-venue.likesBoth', runners)).toBe(said) })
})
describe('distance-venue.provenOnBoth', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['1 above the mean of ln(1 + starts), an eighth more beaten on the surface: tanh 1 twice', [{ 'distance.runs': 2, 'venue.surfaceEdge': 0.125 }, { 'distance.runs': 0, 'venue.surfaceEdge': 0.125 }], [0.580026, -0.580026]],
    ['one surface alone: silent', [{ 'distance.runs': 2, 'venue.surfaceEdge': 0 }, { 'distance.runs': 0, 'venue.surfaceEdge': 0 }], [0, 0]],
    ['a debutant has no edge: silent', [{ 'distance.runs': 0 }, { 'distance.runs': 2, 'venue.surfaceEdge': 0.125 }], [0, 0.580026]],
  ])('%s', (_, runners, signals) => { expect(signalled('distance-venue.provenOnBoth', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'distance.runs': 2.3978952727983707, 'venue.surfaceEdge': 0.125 }], '10 starts over the trip, and on this surface it beats 12.5% more of its rivals than on others'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('distance-venue.provenOnBoth', runners)).toBe(said) })
})
describe('distance-venue.newToBoth', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['new to both; to one of them; a debutant', [{ 'distance.firstTime': 1, 'venue.firstTime': 1, 'horse.debut': 0, 'distance.metres': 1650 }, { 'distance.firstTime': 1, 'venue.firstTime': 0, 'horse.debut': 0, 'distance.metres': 1650 }, { 'distance.firstTime': 0, 'venue.firstTime': 1, 'horse.debut': 0, 'distance.metres': 1650 }, { 'distance.firstTime': 0, 'venue.firstTime': 0, 'horse.debut': 0, 'distance.metres': 1650 }, { 'distance.firstTime': 1, 'venue.firstTime': 1, 'horse.debut': 1, 'distance.metres': 1650 }], [-1, 0, 0, 0, 0]],
    ['trip not known: silent', [{ 'venue.firstTime': 1, 'horse.debut': 0, 'distance.metres': 1650 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('distance-venue.newToBoth', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'distance.firstTime': 1, 'venue.firstTime': 1, 'horse.debut': 0, 'distance.metres': 1650 }], 'first time over 1,650 m and first time at this venue'],
    [[{ 'distance.firstTime': 0, 'venue.firstTime': 1, 'horse.debut': 0, 'distance.metres': 1650 }], 'not for the first time over 1,650 m and first time at this venue'],
    [[{ 'distance.firstTime': 1, 'venue.firstTime': 1, 'horse.debut': 1, 'distance.metres': 1650 }], 'first time over 1,650 m and first time at this venue, being a debutant'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('distance-venue.newToBoth', runners)).toBe(said) })
})
