import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('pedigree-venue.bredForTheSurface', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['no start here, five in a hundred more beaten on the surface: tanh 0.6', [{ 'pedigree.sireOnSurface': 0.55, 'pedigree.sireBeatenShare': 0.5, 'pedigree.sireStarts': 5, 'venue.starts': 0 }, { 'pedigree.sireOnSurface': 0.45, 'pedigree.sireBeatenShare': 0.5, 'pedigree.sireStarts': 5, 'venue.starts': 0 }], [0.53705, -0.53705]],
    ['three starts: 1/e of it', [{ 'pedigree.sireOnSurface': 0.55, 'pedigree.sireBeatenShare': 0.5, 'pedigree.sireStarts': 5, 'venue.starts': 1.3862943611198906 }], [0.197569]],
    ['sire not known: silent', [{ 'venue.starts': 0 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('pedigree-venue.bredForTheSurface', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'pedigree.sireOnSurface': 0.55, 'pedigree.sireBeatenShare': 0.5, 'pedigree.sireStarts': 5, 'venue.starts': 1.3862943611198906 }], '3 starts here, and on this surface the others by its sire beat 5.0% more of their rivals than usual'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('pedigree-venue.bredForTheSurface', runners)).toBe(said) })
})
