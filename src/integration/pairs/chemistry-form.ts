import { plain, than } from '../compared'
import { rule } from '../define'
import { startsOf } from '../shapes'
import { startsText } from '../words'

export const chemistryForm = [
  rule({
    id: 'chemistry-form.reunitedAfterDefeat', version: 1, title: 'Back with a rider whom it runs for',
    because: 'After a poor run under another the rider for whom it runs best is put back.',
    categories: ['chemistry', 'form'], reads: ['chemistry.edgeTogether', 'chemistry.reunited', 'chemistry.ridesTogether', 'form.lastBeatenShare'], silent: 'For all but a rider who is back after another.', directness: 'own', sample: 'chemistry.ridesTogether',
    signal: (x) => x['chemistry.reunited'] * Math.tanh(10 * x['chemistry.edgeTogether']) * (1 - x['form.lastBeatenShare']),
    say: (x) => `${x['chemistry.reunited'] === 1 ? 'back' : 'not back'} with a rider under whom it beats ${than(100 * x['chemistry.edgeTogether'], 'percentage points', 'more of its rivals', 'fewer of its rivals')} under others, in ${startsText(startsOf(x['chemistry.ridesTogether']))}, after beating ${plain('form.lastBeatenShare', x)} of them last time`,
  }),
]
