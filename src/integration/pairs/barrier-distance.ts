import { rule } from '../define'

export const barrierDistance = [
  rule({
    id: 'barrier-distance.wideAndShort', version: 1, title: 'Wide over a short trip',
    because: 'Over a short trip who is drawn wide has little time to cross over before the turn.',
    categories: ['barrier', 'distance'], reads: ['barrier.share', 'distance.metres'], silent: 'From 1,800 m on, and in the middle of the draw.', directness: 'course', sample: null,
    signal: (x) => (1 - 2 * x['barrier.share']) * Math.min(1, Math.max(0, (1_800 - x['distance.metres']) / 800)),
    say: (x) => `drawn ${Math.round(100 * x['barrier.share'])}% of the way out over ${x['distance.metres'].toLocaleString('en')} m`,
  }),
]
