import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('distance-pedigree-track.bredForBoth', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['two in a hundred more over the trip and two on the ground: tanh 0.6', [{ 'pedigree.sireAtDistance': 0.52, 'pedigree.sireOnGround': 0.52, 'pedigree.sireBeatenShare': 0.5, 'distance.runs': 0, 'distance.metres': 1200, 'pedigree.sireStarts': 5, 'track.wet': 1 }, { 'pedigree.sireAtDistance': 0.48, 'pedigree.sireOnGround': 0.48, 'pedigree.sireBeatenShare': 0.5, 'distance.runs': 0, 'distance.metres': 1200, 'pedigree.sireStarts': 5, 'track.wet': 1 }], [0.53705, -0.53705]],
    ['one against the other: nothing', [{ 'pedigree.sireAtDistance': 0.75, 'pedigree.sireOnGround': 0.25, 'pedigree.sireBeatenShare': 0.5, 'distance.runs': 0, 'distance.metres': 1200, 'pedigree.sireStarts': 5, 'track.wet': 0 }], [0]],
    ['two starts: 1/e of it', [{ 'pedigree.sireAtDistance': 0.52, 'pedigree.sireOnGround': 0.52, 'pedigree.sireBeatenShare': 0.5, 'distance.runs': 1.0986122886681098, 'distance.metres': 1200, 'pedigree.sireStarts': 5, 'track.wet': 1 }], [0.197569]],
    ['ground not known: silent', [{ 'pedigree.sireAtDistance': 0.52, 'pedigree.sireOnGround': 0.52, 'pedigree.sireBeatenShare': 0.5, 'distance.runs': 0, 'distance.metres': 1200, 'pedigree.sireStarts': 5 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('distance-pedigree-track.bredForBoth', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'pedigree.sireAtDistance': 0.52, 'pedigree.sireOnGround': 0.47, 'pedigree.sireBeatenShare': 0.5, 'distance.runs': 0, 'distance.metres': 1200, 'pedigree.sireStarts': 5, 'track.wet': 1 }], 'no start over the trip: the others by its sire beat 2.0% more of their rivals than usual over about 1,200 m and 3.0% fewer of their rivals than usual on wet ground'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('distance-pedigree-track.bredForBoth', runners)).toBe(said) })
})
