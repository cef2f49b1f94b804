import { AppError } from '../../domain/errors'
import { fitPower } from '../choice/fit-power'
import { encode, fitEncoder, LINEAR, widthOf } from '../inputs/encoder'
import { besideMarket, marketLogs } from '../inputs/market-offset'
import { FitStopped, type FitRun, type Learner } from '../model'
import { raceLogLoss, raceSoftmax } from '../race-softmax'
import { networkPass, stacked } from '../tensor/network'
import { networkTrainer, type NetworkRows, type NetworkTrainer } from '../tensor/train-network'
import { tensorflow, type Tf } from '../tf'
import type { RaceTable } from '../data/race-table'
import { labelsOf, MARKET_LABEL } from './market-label'
import type { NeuralArtefact } from './neural-artefact'
import { neuralModel } from './neural-model'
import { pause } from './pause'
import { raceWeights } from './race-weights'

// A type, not an interface: only then is it one of Params.
export type NeuralParams = {
  readonly networks: number; readonly units: number; readonly secondUnits: number; readonly dropout: number; readonly weightDecay: number; readonly learningRate: number
  readonly batchRaces: number; readonly averaging: number; readonly epochs: number; readonly patience: number; readonly halfLifeYears: number; readonly marketLabel: number; readonly market: 'none' | 'offset'
}
/** A network may weigh a difference otherwise over another trip or on other ground, so it sees what is the same for all runners too. */
const SHAPE = { ...LINEAR, own: false, ofRace: true }

/** Steps between two looks at the signal. */
const STEPS = 16

export const neuralLearner: Learner<NeuralParams> = {
  kind: 'neural',
  description: 'Neural networks of several seeds with a race-softmax loss, their scores averaged.',
  params: {
    networks: { default: 6, range: { kind: 'whole', from: 1, to: 30 }, tuned: false, description: 'Networks, each from a seed of its own.' },
    units: { default: 64, range: { kind: 'whole', from: 4, to: 256, log: true }, tuned: true, description: 'Units of the hidden layer.' },
    secondUnits: { default: 0, range: { kind: 'whole', from: 0, to: 128 }, tuned: false, description: 'Units of a second hidden layer; 0: there is none.' },
    dropout: { default: 0.3, range: { kind: 'number', from: 0, to: 0.7 }, tuned: true, description: 'Share of hidden units that each step leaves out.' },
    weightDecay: { default: 0.1, range: { kind: 'number', from: 0.0001, to: 10, log: true }, tuned: true, description: 'Share of each weight, times the learning rate, that a step takes away.' },
    learningRate: { default: 0.001, range: { kind: 'number', from: 0.0001, to: 0.01, log: true }, tuned: true, description: 'Size of a step of Adam.' },
    batchRaces: { default: 170, range: { kind: 'whole', from: 8, to: 2_000, log: true }, tuned: false, description: 'Races a step.' },
    averaging: { default: 0.99, range: { kind: 'number', from: 0, to: 0.9999 }, tuned: false, description: 'Share of the old in the running mean of weights that is used; 0: the weights of the last step.' },
    epochs: { default: 40, range: { kind: 'whole', from: 1, to: 500 }, tuned: false, description: 'Times through all races, at most when there are races to validate on.' },
    patience: { default: 5, range: { kind: 'whole', from: 1, to: 100 }, tuned: false, description: 'Epochs without a better validation loss of all networks together before it stops.' },
    halfLifeYears: { default: 0, range: { kind: 'number', from: 0, to: 20 }, tuned: false, description: 'A race this many years before the last counts half; 0: all count alike.' },
    marketLabel: MARKET_LABEL,
    market: { default: 'none', range: { kind: 'one-of', values: ['none', 'offset'] }, tuned: false, description: '`offset`: the logarithm of the chance by the prices, times a fitted power, is added to the scores.' },
  },
  async fit({ train, validate, features }, params, run) {
    await pause(run.signal)
    const tf = await tensorflow()
    const withPrices = params.market === 'offset'
    const encoder = fitEncoder(besideMarket(features, withPrices), train, SHAPE)
    const logs = withPrices ? marketLogs(train) : null
    const marketPower = logs === null ? null : fitPower(logs, train)
    const offsetOf = (of: Float64Array | null): Float64Array | null => of?.map((log) => log * (marketPower as number)) ?? null
    const weights = raceWeights(train, params.halfLifeYears, logs)
    const rows: NetworkRows = { raceStart: train.raceStart, data: encode(encoder, train).data, width: widthOf(encoder), shares: labelsOf(train, params.marketLabel), weights, offset: offsetOf(logs) }
    const held = validate === null ? null : { table: validate, data: encode(encoder, validate).data, offset: withPrices ? offsetOf(marketLogs(validate)) : null }
    const build = { ...params, units: [params.units, params.secondUnits].filter((units) => units > 0) }
    const trainers = Array.from({ length: params.networks }, (_, n) => networkTrainer(tf, rows, build, run.seed * 1_000 + n))
    const { networks, epochs } = await trainTogether(tf, trainers, held, params, weights.length, run)
    return { model: neuralModel(tf, { encoder, networks, marketPower }), params: { ...params, epochs } }
  },
}

interface Held { readonly table: RaceTable; readonly data: Float32Array; readonly offset: Float64Array | null }
type Networks = NeuralArtefact['networks']
/** All networks epoch by epoch, so that one number of epochs is best for their mean. */
async function trainTogether(tf: Tf, trainers: readonly NetworkTrainer[], held: Held | null, { epochs, patience, batchRaces }: NeuralParams, races: number, { signal, progress, report }: FitRun): Promise<{ networks: Networks; epochs: number }> {
  const perEpoch = trainers.length * Math.ceil(races / batchRaces)
  let best: { readonly networks: Networks; readonly epochs: number; readonly loss: number } | null = null
  for (let epoch = 1, step = 0; epoch <= epochs; epoch++) {
    const note = best === null ? undefined : `validation ${best.loss.toFixed(4)} after ${best.epochs}`
    for (const trainer of trainers) for (const _ of trainer.epoch()) if (++step % STEPS === 0) { await pause(signal); progress(step, epochs * perEpoch, note) }
    await pause(signal)
    if (held === null) continue
    const networks = trainers.map((trainer) => trainer.network())
    const loss = lossOf(tf, networks, held)
    if (loss < (best?.loss ?? Infinity)) best = { networks, epochs: epoch, loss }
    if (report?.(epoch, loss) === true) throw new FitStopped('pruned')
    if (epoch - (best?.epochs ?? 0) >= patience) break
  }
  progress(epochs * perEpoch, epochs * perEpoch)
  const fitted = best ?? { networks: trainers.map((trainer) => trainer.network()), epochs }
  if (fitted.networks.some((network) => network.some(({ kernel }) => !kernel.every(Number.isFinite))) || (held !== null && best === null)) throw new AppError('BAD_USER_INPUT', 'The networks ran away: no validation loss was a number. Take a lower learningRate.')
  return fitted
}
function lossOf(tf: Tf, networks: Networks, { table, data, offset }: Held): number {
  const pass = networkPass(tf, stacked(networks))
  try {
    const scores = pass.run(data, table.targets.win.length)
    const mean = table.targets.win.map((_, row) => { let sum = 0; for (let n = 0; n < networks.length; n++) sum += scores[row * networks.length + n] as number; return sum / networks.length + (offset === null ? 0 : (offset[row] as number)) })
    return raceLogLoss(raceSoftmax(mean, table.raceStart), table.targets.win, table.raceStart)
  } finally { pass.dispose() }
}
