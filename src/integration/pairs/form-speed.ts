import { inField, over, plain, than } from '../compared'
import { rule } from '../define'

export const formSpeed = [
  rule({
    id: 'form-speed.bothTrends', version: 1, title: 'Placings and figures move together',
    because: 'Placings that improve with the figures are progress; where they improve against them the races were weaker, and a fall in both is what everybody has seen already.',
    categories: ['form', 'speed'], reads: ['form.trend', 'speed.trend'], silent: null, directness: 'own', sample: null,
    signal: (x) => Math.tanh(x['speed.trend'] / 3) * Math.tanh(10 * x['form.trend']),
    say: (x) => `figures ${x['speed.trend'] < 0 ? 'fall' : 'rise'} by ${plain('speed.trend', { 'speed.trend': Math.abs(x['speed.trend']) })} points a start, rivals beaten ${x['form.trend'] < 0 ? 'fall' : 'rise'} by ${plain('form.trend', { 'form.trend': Math.abs(x['form.trend']) })}`,
  }),
  rule({
    id: 'form-speed.beyondPricesAndFastHere', version: 1, title: 'Runs beyond its prices, and fast at the distance',
    because: 'A horse that beats more rivals than its prices said and has a good figure at this distance is better than people think; without the figure it was lucky.',
    categories: ['form', 'speed'], reads: ['form.overMarket6', 'speed.bestAtDistance'], silent: null, directness: 'own', sample: null,
    signal: (x, field) => Math.tanh(5 * x['form.overMarket6']) * Math.tanh(over('speed.bestAtDistance', x, field) / 8),
    say: (x, field) => `beats ${than(100 * x['form.overMarket6'], 'percentage points', 'more', 'less')} its prices said, best figure at the distance ${inField('speed.bestAtDistance', x, field)}`,
  }),
]
