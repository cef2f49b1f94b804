import { defineCategory } from './define'
import { actualVsExpected, countedLog, fadingRate, fadingResidual, heat, nestedEdge, nestedRate, placeImpact, winRate, type Part } from './rates'
import type { RunnerView } from './views'

/** As for riders: 40 starts of a stable weigh as much as the crowd; what sets a part of its starts apart must show in more. */
const CAREER = 40
const part = (slot: Part['slot'], prior: number): Part => ({ slot, whole: 'trainer.career', of: 'wins', per: 'starts', prior, priorWhole: CAREER })

/** NaN at the debut and where either trainer is unknown. */
const newStable = (r: RunnerView): number => { const before = r.past.last((run) => run.trainerId); return Number.isNaN(before) || Number.isNaN(r.trainerId) ? NaN : Number(before !== r.trainerId) }

export const trainer = defineCategory('trainer', 'What the stable has done. Fading counts weigh starters of the last 30 days 1, to 90 days 0.75, to 365 days 0.5, older ones 0.2.', [
  { name: 'trainer.winRateYear', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of the stable\'s starters of 365 days that won, drawn toward the base rate by 40 starters.', missing: { policy: 'fieldMean' }, ...winRate('trainer.365', CAREER) },
  { name: 'trainer.winRate30', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of starters of 30 days that won, drawn toward the stable\'s own career by 100 starters, and that toward the base rate.', missing: { policy: 'fieldMean' }, ...nestedRate(part('trainer.30', 100)) },
  { name: 'trainer.winRateCareer', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of all earlier starters that won, drawn toward the base rate by 40 starters.', missing: { policy: 'fieldMean' }, ...winRate('trainer.career', CAREER) },
  { name: 'trainer.placeImpact', version: 1, scope: 'runner', unit: 'ratio', description: 'Places of the stable in 365 days over those of pure chance in fields of that size, drawn toward 1 by 10 chance places.', missing: { policy: 'fieldMean' }, ...placeImpact('trainer.365', 10) },
  { name: 'trainer.beatenShare', version: 1, scope: 'runner', unit: 'ratio', description: 'Mean share of rivals beaten, over fading counts, drawn toward the base rate by 40 starters; chance gives the same in a field of any size.', missing: { policy: 'fieldMean' }, ...fadingRate('trainer', 'beaten', 'starts', 40) },
  { name: 'trainer.winRateAtVenue', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of starters at the venue that won, drawn toward the stable\'s own career by 150 starters.', missing: { policy: 'fieldMean' }, ...nestedRate(part('trainerVenue.career', 150)) },
  { name: 'trainer.winRateAtDistance', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of starters in the band of distance that won, drawn toward the stable\'s own career by 150 starters.', missing: { policy: 'fieldMean' }, ...nestedRate(part('trainerDistance.career', 150)) },
  { name: 'trainer.winRateAtStage', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of starters won at the same stage of a preparation (debut, first-up, second-up, later), drawn toward the stable\'s own career by 80 starters.', missing: { policy: 'fieldMean' }, ...nestedRate(part('trainerSpell.career', 80)) },
  { name: 'trainer.blinkersEdge', version: 1, scope: 'runner', unit: 'ratio', description: 'Win rate of starters with blinkers for the first time, drawn toward the stable\'s own career by 80 starters, less that career; missing when the runner does not wear them for the first time.', missing: { policy: 'constant', value: 0 }, ...nestedEdge(part('trainerBlinkers.career', 80)) },
  { name: 'trainer.actualVsExpectedYear', version: 1, scope: 'runner', unit: 'ratio', description: 'Wins of the stable in 365 days over those that starting prices promised, drawn toward 1 by 30 expected wins.', missing: { policy: 'constant', value: 1 }, ...actualVsExpected('trainer.365', 30) },
  { name: 'trainer.residual', version: 1, scope: 'runner', unit: 'ratio', description: 'Wins a starter beyond what starting prices promised, over fading counts, drawn toward 0 by 300 starters: what the market does not give the stable credit for.', missing: { policy: 'constant', value: 0 }, ...fadingResidual('trainer', 300) },
  { name: 'trainer.runners30', version: 1, scope: 'runner', unit: 'index', description: 'Starters of 30 days, ln(1 + n).', missing: { policy: 'fieldMean' }, ...countedLog('trainer.30', 'starts') },
  { name: 'trainer.heat', version: 1, scope: 'runner', unit: 'zscore', description: 'Wins of 30 days above what the stable\'s career would give, in standard deviations of them, damped by five starters: hot above 0, cold below.', missing: { policy: 'constant', value: 0 }, ...heat('trainer.30', 'trainer.career', CAREER) },
  { name: 'trainer.newStable', version: 1, scope: 'runner', unit: 'flag', description: 'Its last start was for another trainer.', missing: { policy: 'constant', value: 0 }, inputs: ['past'], compute: newStable },
])
