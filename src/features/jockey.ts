import { defineCategory } from './define'
import { actualVsExpected, countedLog, fadingRate, fadingResidual, nestedRate, placeImpact, shrunkRate, winRate, type Part } from './rates'

/** Riders differ by some 4 points of win rate: 40 starts say as much of one as the crowd does. What sets one venue or month of a rider apart is smaller, so more is asked of it. */
const CAREER = 40
const part = (slot: Part['slot'], prior: number): Part => ({ slot, whole: 'jockey.career', of: 'wins', per: 'starts', prior, priorWhole: CAREER })

export const jockey = defineCategory('jockey', 'What the rider has done. Fading counts weigh rides of the last 30 days 1, to 90 days 0.75, to 365 days 0.5, older ones 0.2.', [
  { name: 'jockey.apprentice', version: 1, scope: 'runner', unit: 'flag', description: 'An apprentice rides.', missing: { policy: 'trainingMean' }, compute: (r) => r.apprentice },
  { name: 'jockey.winRate30', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of rides of 30 days won, drawn toward the rider\'s own career by 100 rides, and that toward the base rate.', missing: { policy: 'fieldMean' }, ...nestedRate(part('jockey.30', 100)) },
  { name: 'jockey.winRate90', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of rides of 90 days won, drawn toward the rider\'s own career by 100 rides, and that toward the base rate.', missing: { policy: 'fieldMean' }, ...nestedRate(part('jockey.90', 100)) },
  { name: 'jockey.winRateYear', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of rides of 365 days won, drawn toward the base rate by 40 rides.', missing: { policy: 'fieldMean' }, ...winRate('jockey.365', CAREER) },
  { name: 'jockey.winRateCareer', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of all earlier rides won, drawn toward the base rate by 40 rides.', missing: { policy: 'fieldMean' }, ...winRate('jockey.career', CAREER) },
  { name: 'jockey.placeImpact', version: 1, scope: 'runner', unit: 'ratio', description: 'Places of 365 days over those of pure chance in fields of that size, drawn toward 1 by 10 chance places.', missing: { policy: 'fieldMean' }, ...placeImpact('jockey.365', 10) },
  { name: 'jockey.beatenShare', version: 1, scope: 'runner', unit: 'ratio', description: 'Mean share of rivals beaten, over fading counts, drawn toward the base rate by 40 rides; chance gives the same in a field of any size.', missing: { policy: 'fieldMean' }, ...fadingRate('jockey', 'beaten', 'starts', 40) },
  { name: 'jockey.winRateAtVenue', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of rides at the venue won, drawn toward the rider\'s own career by 150 rides.', missing: { policy: 'fieldMean' }, ...nestedRate(part('jockeyVenue.career', 150)) },
  { name: 'jockey.winRateAtDistance', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of rides in the band of distance won, drawn toward the rider\'s own career by 150 rides.', missing: { policy: 'fieldMean' }, ...nestedRate(part('jockeyDistance.career', 150)) },
  { name: 'jockey.favouriteWinRate', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of rides on favourites won, drawn toward that of all favourites by 40.', missing: { policy: 'fieldMean' }, ...shrunkRate('jockey.career', 'favouriteWins', 'favourites', 40) },
  { name: 'jockey.actualVsExpectedYear', version: 1, scope: 'runner', unit: 'ratio', description: 'Wins of 365 days over those that starting prices promised, drawn toward 1 by 30 expected wins.', missing: { policy: 'constant', value: 1 }, ...actualVsExpected('jockey.365', 30) },
  { name: 'jockey.residual', version: 1, scope: 'runner', unit: 'ratio', description: 'Wins a ride beyond what starting prices promised, over fading counts, drawn toward 0 by 300 rides: what the market does not give the rider credit for.', missing: { policy: 'constant', value: 0 }, ...fadingResidual('jockey', 300) },
  { name: 'jockey.impact', version: 1, scope: 'runner', unit: 'ratio', description: 'Wins over those of pure chance in fields of that size, over fading counts, drawn toward that of all runners by 4 chance wins.', missing: { policy: 'fieldMean' }, ...fadingRate('jockey', 'wins', 'fair', 4) },
  { name: 'jockey.rides30', version: 1, scope: 'runner', unit: 'index', description: 'Rides of 30 days, ln(1 + n).', missing: { policy: 'fieldMean' }, ...countedLog('jockey.30', 'starts') },
])
