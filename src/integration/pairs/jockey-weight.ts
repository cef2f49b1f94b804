import { inField, over, plain, than } from '../compared'
import { rule } from '../define'

export const jockeyWeight = [
  rule({
    id: 'jockey-weight.lightUnderAStrongRider', version: 1, title: 'Light weight under a strong rider',
    because: 'A top rider who gets down to a light weight does so for a horse that is worth it.',
    categories: ['jockey', 'weight'], reads: ['jockey.beatenShare', 'weight.overField'], silent: 'With the mean weight of the field or more.', directness: 'people', sample: null,
    signal: (x, field) => Math.min(1, Math.max(0, -x['weight.overField']) / 5) * Math.tanh(over('jockey.beatenShare', x, field) / 0.1),
    say: (x, field) => `carries ${than(x['weight.overField'], 'kg', 'more', 'less')} the mean of the field, under a rider who beats ${inField('jockey.beatenShare', x, field)} of the rivals`,
  }),
  rule({
    id: 'jockey-weight.claimOfAGoodApprentice', version: 1, title: 'Claim of a good apprentice',
    because: 'A claim is weight off the back for nothing if the apprentice rides as well as the others.',
    categories: ['jockey', 'weight'], reads: ['jockey.apprentice', 'jockey.beatenShare', 'weight.claim'], silent: 'Without a claim.', directness: 'people', sample: null,
    signal: (x, field) => Math.min(1, Math.max(0, x['weight.claim']) / 4) * x['jockey.apprentice'] * (0.5 + 0.5 * Math.tanh(over('jockey.beatenShare', x, field) / 0.08)),
    say: (x, field) => `${x['jockey.apprentice'] === 1 ? 'an apprentice' : 'a full rider'} with ${plain('weight.claim', x)} claimed, who beats ${inField('jockey.beatenShare', x, field)} of the rivals`,
  }),
]
