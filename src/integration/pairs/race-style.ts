import { rule } from '../define'
import { ramp } from '../shapes'
import { placed, text } from '../words'

export const raceStyle = [
  rule({
    id: 'race-style.pacePressure', version: 1, title: 'How many want to lead',
    because: 'Where many want to be in front they tire each other for those behind; where few do, whoever is in front is left alone.',
    categories: ['race', 'style'], reads: ['race.fieldSize', 'style.pacePressure', 'style.expectedSettled'], silent: null, directness: 'field', sample: null,
    signal: (x) => Math.tanh(8 * (x['style.pacePressure'] / x['race.fieldSize'] - 1 / 3)) * (2 * x['style.expectedSettled'] - 1),
    say: (x) => `${placed(x['style.expectedSettled'])} where ${x['style.pacePressure'].toFixed(1)} of ${x['race.fieldSize']} want to be in the first third`,
  }),
  rule({
    id: 'race-style.loneLeader', version: 1, title: 'Lone leader',
    because: 'The only one that leads gets the run of the race to itself, and the larger the field behind it, the more of them are in each other\'s way.',
    categories: ['race', 'style'], reads: ['race.fieldSize', 'style.loneLeader', 'style.leadRate'], silent: 'For all but a lone leader, and in fields of six or fewer.', directness: 'field', sample: null,
    signal: (x) => x['style.loneLeader'] * ramp(x['race.fieldSize'], 6, 14),
    say: (x) => (x['style.loneLeader'] === 1 ? `alone of ${x['race.fieldSize']} in leading often, in ${text('style.leadRate', x['style.leadRate'])} of its starts` : `not a lone leader among ${x['race.fieldSize']}`),
  }),
]
