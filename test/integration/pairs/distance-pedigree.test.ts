import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('distance-pedigree.bredForTheTrip', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['no start over the trip, four in a hundred more beaten by the others: tanh 0.6', [{ 'pedigree.sireAtDistance': 0.54, 'pedigree.sireBeatenShare': 0.5, 'distance.runs': 0, 'distance.metres': 1200, 'pedigree.sireStarts': 5 }, { 'pedigree.sireAtDistance': 0.46, 'pedigree.sireBeatenShare': 0.5, 'distance.runs': 0, 'distance.metres': 1200, 'pedigree.sireStarts': 5 }], [0.53705, -0.53705]],
    ['two starts: 1/e of it, tanh 0.6 x 0.367879', [{ 'pedigree.sireAtDistance': 0.54, 'pedigree.sireBeatenShare': 0.5, 'distance.runs': 1.0986122886681098, 'distance.metres': 1200, 'pedigree.sireStarts': 5 }], [0.197569]],
    ['alike over all trips: nothing', [{ 'pedigree.sireAtDistance': 0.5, 'pedigree.sireBeatenShare': 0.5, 'distance.runs': 0, 'distance.metres': 1200, 'pedigree.sireStarts': 5 }], [0]],
    ['sire not known: silent', [{ 'pedigree.sireAtDistance': 0.54, 'distance.runs': 0, 'distance.metres': 1200, 'pedigree.sireStarts': 5 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('distance-pedigree.bredForTheTrip', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'pedigree.sireAtDistance': 0.54, 'pedigree.sireBeatenShare': 0.5, 'distance.runs': 0, 'distance.metres': 1200, 'pedigree.sireStarts': 5 }], 'no start over 1,200 m, where the others by its sire beat 4.0% more of their rivals than over all trips'],
    [[{ 'pedigree.sireAtDistance': 0.46, 'pedigree.sireBeatenShare': 0.5, 'distance.runs': 1.0986122886681098, 'distance.metres': 1200, 'pedigree.sireStarts': 5 }], '2 starts over 1,200 m, where the others by its sire beat 4.0% fewer of their rivals than over all trips'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('distance-pedigree.bredForTheTrip', runners)).toBe(said) })
})
