import { encode, fitEncoder, LINEAR, widthOf } from '../inputs/encoder'
import { besideMarket, marketLogs } from '../inputs/market-offset'
import type { Learner } from '../model'
import { minimise } from '../tensor/minimise'
import { raceLogit } from '../tensor/race-logit'
import { linearModel } from './linear-model'
import { labelsOf, MARKET_LABEL } from './market-label'
import { pause } from './pause'
import { raceWeights } from './race-weights'

// Types, not interfaces: only then are they Params.
export type ConditionalLogitParams = { readonly ridge: number; readonly halfLifeYears: number; readonly marketLabel: number; readonly market: 'none' | 'offset' }

/** The value and its difference from the field are one to a race softmax: only the second is used. */
export const SHAPE = { ...LINEAR, own: false }
const MOST_STEPS = 500

export const conditionalLogitLearner: Learner<ConditionalLogitParams> = {
  kind: 'conditional-logit',
  description: 'Race-softmax (conditional) logit: who wins among those who run, from weighted differences from the field.',
  params: {
    ridge: { default: 1_000, range: { kind: 'number', from: 1, to: 20_000, log: true }, tuned: true, description: 'Penalty on weights: half of it times the sum of their squares, beside the sum over races of -ln chance of the winner.' },
    halfLifeYears: { default: 0, range: { kind: 'number', from: 0, to: 20 }, tuned: true, description: 'A race this many years before the last counts half; 0: all count alike.' },
    marketLabel: MARKET_LABEL,
    market: { default: 'none', range: { kind: 'one-of', values: ['none', 'offset'] }, tuned: false, description: '`offset`: the logarithm of the chance by the prices, times a fitted power, is added to the weighted inputs.' },
  },
  async fit({ train, features }, params, { signal, progress }) {
    await pause(signal)
    const withPrices = params.market === 'offset'
    const encoder = fitEncoder(besideMarket(features, withPrices), train, SHAPE)
    const width = widthOf(encoder)
    const logs = withPrices ? marketLogs(train) : null
    const weights = raceWeights(train, params.halfLifeYears, logs)
    const start = new Float64Array(width + (logs === null ? 0 : 1))
    if (logs !== null) start[width] = 1
    const rows = { raceStart: train.raceStart, data: encode(encoder, train).data, width, won: labelsOf(train, params.marketLabel), weights, offset: logs }
    const { at } = await minimise(raceLogit(rows, params.ridge), start, { most: MOST_STEPS, enough: 1e-9, before: async (step, value) => { await pause(signal); progress(step, MOST_STEPS, `loss ${value.toFixed(3)}`) } })
    progress(MOST_STEPS, MOST_STEPS)
    return { model: linearModel({ kind: 'conditional-logit', encoder, weights: Float32Array.from(at.subarray(0, width)), bias: 0, marketPower: logs === null ? null : at[width] as number }), params }
  },
}
