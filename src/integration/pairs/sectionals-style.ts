import { rule } from '../define'
import { against, passes, placed } from '../words'

export const sectionalsStyle = [
  rule({
    id: 'sectionals-style.finishesFromThere', version: 1, title: 'Passes others from behind, or is passed after making the running',
    because: 'From behind a horse needs a turn of foot; whoever makes the running is passed more often than it passes, and need not be the worse for it.',
    categories: ['sectionals', 'style'], reads: ['sectionals.gain3', 'style.settled'], silent: null, directness: 'own', sample: null,
    signal: (x, field) => Math.tanh(3 * (2 * x['style.settled'] - 1) * (x['sectionals.gain3'] - field['sectionals.gain3'])),
    say: (x, field) => `${settles(x['style.settled'])}, then ${passes(x['sectionals.gain3'])}, where the mean here ${passes(field['sectionals.gain3'])}`,
  }),
  rule({
    id: 'sectionals-style.quickestAway', version: 1, title: 'Quickest away by far',
    because: 'The one that is clearly quickest to the first call picks its place, whatever the others want.',
    categories: ['sectionals', 'style'], reads: ['sectionals.early3', 'style.earlySpeedRank'], silent: 'For all but the quickest.', directness: 'field', sample: null,
    signal: (x, field) => (x['style.earlySpeedRank'] === 1 ? Math.tanh((x['sectionals.early3'] - field['sectionals.early3']) / 20) : 0),
    say: (x, field) => `number ${x['style.earlySpeedRank']} in early speed, its figure ${against(x['sectionals.early3'] - field['sectionals.early3'], 'points', 'better', 'worse')} the mean of the field`,
  }),
  rule({
    id: 'sectionals-style.closerInFastRace', version: 1, title: 'Strong finisher in a fast race',
    because: 'A fast race falls apart in the straight, and whoever finishes fastest picks up the pieces; in a slow one nobody in front comes back.',
    categories: ['sectionals', 'style'], reads: ['race.fieldSize', 'sectionals.late3', 'style.pacePressure'], silent: null, directness: 'field', sample: null,
    signal: (x, field) => Math.tanh((x['style.pacePressure'] - x['race.fieldSize'] / 3) / 1.5) * Math.tanh((x['sectionals.late3'] - field['sectionals.late3']) / 25),
    say: (x, field) => `a late figure ${against(x['sectionals.late3'] - field['sectionals.late3'], 'points', 'better', 'worse')} the mean of the field where ${x['style.pacePressure'].toFixed(1)} of ${x['race.fieldSize']} want to be in the first third`,
  }),
]
const settles = (settled: number): string => `settles ${placed(settled).replace('likely to be ', '')}`
