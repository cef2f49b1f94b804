import type { FeatureName } from '../features/registry'

/** What the literature knows of one thing alone. `+`: more of it, more wins. */
export interface Expectation { readonly feature: FeatureName; readonly sign: '+' | '-'; readonly why: string }

/** Held against what is fitted, never used in fitting. */
export const EXPECTATIONS: readonly Expectation[] = [
  { feature: 'speed.last', sign: '+', why: 'Who ran fast runs fast again.' },
  { feature: 'speed.mean3', sign: '+', why: 'Three starts tell more than one.' },
  { feature: 'sectionals.lateLast', sign: '+', why: 'So does who finished fast.' },
  { feature: 'form.lastBeatenShare', sign: '+', why: 'Recent finishes carry over (Bolton and Chapman 1986).' },
  { feature: 'form.beatenShare3', sign: '+', why: 'Three of them more than one.' },
  { feature: 'form.lastLengths', sign: '-', why: 'Beaten far, beaten again.' },
  { feature: 'form.elo', sign: '+', why: 'Who beat good horses is good.' },
  { feature: 'form.marketChance3', sign: '+', why: 'What the public thought before, it mostly thought for a reason.' },
  { feature: 'horse.winRate', sign: '+', why: 'Winners win (Bolton and Chapman 1986).' },
  { feature: 'horse.rating', sign: '+', why: 'Handicaps do not make horses equal: the higher rated win more.' },
  { feature: 'class.prizePerStart', sign: '+', why: 'Earnings a start measure class (Bolton and Chapman 1986).' },
  { feature: 'horse.age', sign: '-', why: 'Horses are best at four to five, and then slow down (Gramm and Marksteiner 2010).' },
  { feature: 'weight.carried', sign: '+', why: 'In handicaps the better horse carries more, and not enough more (Benter 1994).' },
  { feature: 'weight.ratingLessWeightOverField', sign: '+', why: 'Who is well in at the weights, a claim among them, wins more.' },
  { feature: 'class.change', sign: '-', why: 'Against lesser horses than last time, more wins; but alone it also tells who goes up because it has just won.' },
  { feature: 'class.overBestPlaced', sign: '-', why: 'In a class in which it has run well before, more wins.' },
  { feature: 'class.ratingBelowTop', sign: '-', why: 'The best rated of a band win more.' },
  { feature: 'barrier.number', sign: '-', why: 'Wide draws go further round the turn, in Hong Kong above all.' },
  { feature: 'style.expectedSettled', sign: '-', why: 'Who races in front wins more than who comes from behind.' },
  { feature: 'jockey.winRateYear', sign: '+', why: 'Good riders win, and are given good horses.' },
  { feature: 'trainer.winRateYear', sign: '+', why: 'Good stables win.' },
  { feature: 'chemistry.partnershipWinRate', sign: '+', why: 'So do the two together.' },
  { feature: 'chemistry.jockeyChange', sign: '+', why: 'A better rider than last time.' },
  { feature: 'distance.winRate', sign: '+', why: 'What it won at, it wins at.' },
  { feature: 'venue.winRate', sign: '+', why: 'Where it won, it wins.' },
  { feature: 'pedigree.sireBeatenShare', sign: '+', why: 'Good sires.' },
  { feature: 'fitness.daysSinceRun', sign: '-', why: 'Long lay-offs cost (Benter 1994).' },
  { feature: 'trials.lastBeatenShare', sign: '+', why: 'Who trials well is fit.' },
  { feature: 'market.logPrice', sign: '-', why: 'Longer prices win less.' },
  { feature: 'market.rank', sign: '-', why: 'So do those further down the betting.' },
]
