import { inField, over } from '../compared'
import { rule } from '../define'
import { cut } from '../shapes'
import { startsText } from '../words'

export const fitnessTrainer = [
  rule({
    id: 'fitness-trainer.stableOfTheFresh', version: 1, title: 'The stable of a horse that ran little of late',
    because: 'Of a horse that has hardly run in three months its stable\'s record at this stage tells more; of one that runs often its own runs do.',
    categories: ['fitness', 'trainer'], reads: ['fitness.runs90', 'trainer.winRateAtStage'], silent: 'With two runs in the last 90 days.', directness: 'people', sample: null,
    signal: (x, field) => Math.tanh(over('trainer.winRateAtStage', x, field) / 0.04) * cut(1 - x['fitness.runs90'] / 2),
    say: (x, field) => `${startsText(x['fitness.runs90'])} in 90 days, from a stable that wins ${inField('trainer.winRateAtStage', x, field)} at this stage of a preparation`,
  }),
  rule({
    id: 'fitness-trainer.newStable', version: 1, title: 'New stable, hardly run since',
    because: 'A good stable makes something of a horse that it has taken over, most of all when it has had time for it.',
    categories: ['fitness', 'trainer'], reads: ['fitness.runs90', 'trainer.newStable', 'trainer.winRateAtStage'], silent: 'Where the last start was for the same stable.', directness: 'people', sample: null,
    signal: (x, field) => x['trainer.newStable'] * Math.exp(-x['fitness.runs90'] / 2) * Math.tanh(over('trainer.winRateAtStage', x, field) / 0.02),
    say: (x, field) => `${x['trainer.newStable'] === 1 ? 'its first start for a stable' : 'still with a stable'} that wins ${inField('trainer.winRateAtStage', x, field)} at this stage, after ${startsText(x['fitness.runs90'])} in 90 days`,
  }),
  rule({
    id: 'fitness-trainer.firstUp', version: 1, title: 'First-up for a stable that has them ready',
    because: 'Some stables bring their horses to win after a spell, and some to need the run.',
    categories: ['fitness', 'trainer'], reads: ['fitness.firstUp', 'trainer.winRateAtStage'], silent: 'For all but first-up runners.', directness: 'people', sample: null,
    signal: (x, field) => x['fitness.firstUp'] * Math.tanh(over('trainer.winRateAtStage', x, field) / 0.04),
    say: (x, field) => `${x['fitness.firstUp'] === 1 ? 'first-up' : 'not first-up'} for a stable that wins ${inField('trainer.winRateAtStage', x, field)} at this stage`,
  }),
]
