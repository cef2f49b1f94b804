import { inField, over } from '../compared'
import { rule } from '../define'

export const raceTrainer = [
  rule({
    id: 'race-trainer.midSeason', version: 1, title: 'Leading stables at new year',
    because: 'Leading stables bring their horses to their best for the big races about new year; when one season ends and the next begins they rest them, and the others get their turn.',
    categories: ['race', 'trainer'], reads: ['race.seasonCosine', 'trainer.winRateYear'], silent: null, directness: 'people', sample: null,
    signal: (x, field) => over('trainer.winRateYear', x, field) / 0.05 * x['race.seasonCosine'],
    say: (x, field) => `a stable that won ${inField('trainer.winRateYear', x, field)} in a year, ${x['race.seasonCosine'] < 0 ? 'nearer to July than to' : 'nearer to January than to'} ${x['race.seasonCosine'] < 0 ? 'January' : 'July'}`,
  }),
]
