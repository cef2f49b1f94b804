import { inField, over, than } from '../compared'
import { rule } from '../define'

export const jockeySpeed = [
  rule({
    id: 'jockey-speed.strongRiderOnASlowHorse', version: 1, title: 'A strong rider on a horse with poor figures',
    because: 'Riders who can choose do not sit on slow horses without a reason; on a fast one their name adds little to what the clock says.',
    categories: ['jockey', 'speed'], reads: ['jockey.beatenShare', 'speed.overBestOther'], silent: null, directness: 'people', sample: null,
    signal: (x, field) => -over('jockey.beatenShare', x, field) / 0.12 * Math.tanh(over('speed.overBestOther', x, field) / 8),
    say: (x, field) => `figures ${than(x['speed.overBestOther'], 'points', 'better', 'worse')} the best of the others, under a rider who beats ${inField('jockey.beatenShare', x, field)} of the rivals`,
  }),
]
