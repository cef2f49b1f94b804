import { inField, over, than } from '../compared'
import { rule } from '../define'

export const gearTrainer = [
  rule({
    id: 'gear-trainer.newGearFromAStableAtHome', version: 1, title: 'New gear from a stable that wins here',
    because: 'A stable that knows how to win here does not change gear for the sake of it.',
    categories: ['gear', 'trainer'], reads: ['gear.firstTime', 'trainer.winRateAtVenue'], silent: 'Where nothing is worn for the first time.', directness: 'people', sample: null,
    signal: (x, field) => x['gear.firstTime'] * Math.tanh(over('trainer.winRateAtVenue', x, field) / 0.04),
    say: (x, field) => `${x['gear.firstTime'] === 1 ? 'something new to wear' : 'nothing new to wear'}, from a stable that wins ${inField('trainer.winRateAtVenue', x, field)} at the venue`,
  }),
  rule({
    id: 'gear-trainer.firstBlinkers', version: 1, title: 'First-time blinkers of this stable',
    because: 'Some stables put blinkers on when they mean it, and some when they know of nothing else.',
    categories: ['gear', 'trainer'], reads: ['gear.blinkersFirstTime', 'trainer.blinkersEdge'], silent: 'For all but first-time blinkers.', directness: 'people', sample: null,
    signal: (x) => x['gear.blinkersFirstTime'] * Math.tanh(50 * x['trainer.blinkersEdge']),
    say: (x) => `${x['gear.blinkersFirstTime'] === 1 ? 'first-time blinkers' : 'no first-time blinkers'} from a stable that wins ${than(100 * x['trainer.blinkersEdge'], 'percentage points', 'more', 'less')} usual with them`,
  }),
]
