import type { Pool } from 'pg'
import { readConfig } from '../src/app/config/read-config'
import type { Instant } from '../src/domain/instant'
import { FEATURES } from '../src/features/registry'
import { featureReader } from '../src/storage/features/feature-reader'
import { createPool } from '../src/storage/pool'
import { withRunner } from '../src/storage/sql-runner'
import { counterfactuals } from '../src/usecases/counterfactuals'
import { explainRace } from '../src/usecases/explain-race'
import type { RaceExplanation } from '../src/usecases/explanation'
import { integrationMatrix } from '../src/usecases/integration-matrix'
import { sayRef } from '../src/usecases/loaded-models'
import { isModel, predictBatch, type FullPrediction } from '../src/usecases/predict-races'
import type { LoadedModel } from '../src/usecases/prediction'
import { computeRaceFeatures, type RaceFeatures } from '../src/usecases/race-features'
import { openDatabase } from './database'
import { median } from './measure'
import { modelsToMeasure } from './models'
import type { BenchOptions } from './options'
import { RUNNERS, sampleOf, type Timed } from './predict'

export const describe = 'every model that can explain itself: all runners of a race explained, the integration matrix, counterfactuals of one runner with the database'

/** CPU milliseconds on top of the prediction: all runners of a race of 14; the matrix of the race. */
const BARS = { explainMs: 20, matrixMs: 1 }
const WARM_UP = 40
const RACES = 30
const ASKED = 10

/** `worst`: the largest difference between a runner's log-odds and the sum of its effects. */
export interface ModelMeasurement { readonly model: string; readonly kind: string; readonly explain: Timed; readonly matrix: Timed; readonly counterfactuals: Timed & { readonly changes: number }; readonly runners: number; readonly worst: number }
export interface ExplainMeasurement { readonly rows: string; readonly sources: string; readonly models: readonly ModelMeasurement[]; readonly silent: readonly string[]; readonly bars: typeof BARS }

const cpuMs = (): number => { const { user, system } = process.cpuUsage(); return (user + system) / 1000 }
const overRounds = (rounds: readonly number[]): Timed => ({ ms: median(rounds), rounds })
const warn = (problem: string, cause: unknown): never => { throw new Error(problem, { cause }) }

/** A new prediction each time: what is worked out for one is kept with it. */
function predict(loaded: LoadedModel, race: RaceFeatures): FullPrediction {
  const [outcome] = predictBatch(loaded, [race], { generatedAt: Date.now() as Instant, stale: false, warn })
  if (outcome?.kind !== 'prediction') throw new Error(`${sayRef(loaded.card)} did not predict: ${outcome?.message ?? ''}`)
  return outcome
}
function explain(prediction: FullPrediction): RaceExplanation | null {
  const outcome = explainRace(prediction)
  return 'reason' in outcome ? null : outcome
}
const offBy = ({ runners }: RaceExplanation): number => Math.max(...runners.map(({ logOdds, features, rules }) => Math.abs([...features, ...rules].reduce((sum, { effect }) => sum + effect, 0) - logOdds)))

async function measureModel(loaded: LoadedModel, races: readonly RaceFeatures[], pool: Pool, options: BenchOptions): Promise<ModelMeasurement | null> {
  const raceAt = (i: number): RaceFeatures => races[i % races.length] as RaceFeatures
  if (explain(predict(loaded, raceAt(0))) === null) return null
  const [explained, matrix, others]: [number[], number[], number[]] = [[], [], []]
  let [worst, runners, changes] = [0, 0, 0]
  for (let i = 0; i < WARM_UP; i++) integrationMatrix(explain(predict(loaded, raceAt(i))) as RaceExplanation)
  for (let round = 0; round < options.rounds; round++) {
    const [own, cells, asked]: [number[], number[], number[]] = [[], [], []]
    for (const race of races) {
      const prediction = predict(loaded, race)
      const before = cpuMs()
      const explanation = explain(prediction) as RaceExplanation
      // Confidence is worked out when it is looked at.
      explanation.runners.forEach(({ confidence }) => confidence)
      const between = cpuMs()
      integrationMatrix(explanation)
      cells.push(cpuMs() - between); own.push(between - before)
      worst = Math.max(worst, offBy(explanation)); if (round === 0) runners += explanation.runners.length
    }
    for (const race of races.slice(0, ASKED)) {
      const prediction = predict(loaded, race)
      const before = cpuMs()
      const told = await withRunner(pool, (db) => counterfactuals({ loaded, reader: featureReader(db), warn }, prediction, prediction.runnerIds.slice(0, 1)))
      asked.push(cpuMs() - before); if (round === 0) changes += [...told.values()].flat().length / ASKED
    }
    explained.push(median(own)); matrix.push(median(cells)); others.push(median(asked))
    await new Promise(setImmediate)
  }
  return { model: sayRef(loaded.card), kind: loaded.card.kind, explain: overRounds(explained), matrix: overRounds(matrix), counterfactuals: { ...overRounds(others), changes }, runners, worst }
}

const ms = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(1))
const verdict = (value: number, bar: number): string => (value < bar ? 'met' : '**missed**')
function print({ rows, sources, models, silent }: ExplainMeasurement, options: BenchOptions): void {
  options.say([
    `\n${options.markdown ? '### ' : ''}explain\n`, `${rows}; models trained on ${sources}; CPU milliseconds on top of the prediction, medians of ${options.rounds} rounds. Races of ${RUNNERS} runners.\n`,
    `| model | kind | all runners explained (bar ${BARS.explainMs}) | | matrix (bar ${BARS.matrixMs}) | | counterfactuals of one runner, Node | changes | effects miss the log-odds by |`, '|---|---|---:|---|---:|---|---:|---:|---:|',
    ...models.map((one) => `| ${one.model} | ${one.kind} | ${ms(one.explain.ms)} | ${verdict(one.explain.ms, BARS.explainMs)} | ${ms(one.matrix.ms)} | ${verdict(one.matrix.ms, BARS.matrixMs)} | ${ms(one.counterfactuals.ms)} | ${one.counterfactuals.changes.toFixed(1)} | ${one.worst.toExponential(1)} |`),
    ...(silent.length === 0 ? [] : ['', `Without contributions: ${silent.join(', ')}.`]),
  ].join('\n'))
}

export const run = async (options: BenchOptions): Promise<ExplainMeasurement> => {
  const config = readConfig(process.env)
  const { models, cards } = await modelsToMeasure(config, options)
  const database = await openDatabase(options)
  const pool = createPool({ url: database.url, size: 2, pipeline: true, statementTimeoutMs: 0 })
  try {
    const sample = (await sampleOf(pool)).slice(0, RACES)
    if (sample.length < RACES) throw new Error(`the database has ${sample.length} finished races of ${RUNNERS} priced runners; ${RACES} are needed`)
    const found = await withRunner(pool, (db) => computeRaceFeatures(featureReader(db), sample.map(({ raceId }) => ({ raceId, asOf: Date.now() as Instant })), FEATURES.map(({ name }) => name)))
    const races = found.filter((race): race is RaceFeatures => race !== null)
    const [measured, silent]: [ModelMeasurement[], string[]] = [[], []]
    for (const card of cards) {
      options.say(`explain: ${sayRef(card)}`)
      const loaded = await models.resolve(sayRef(card))
      if (!isModel(loaded)) throw new Error(loaded.message)
      const one = await measureModel(loaded, races, pool, options)
      if (one === null) silent.push(sayRef(card))
      else measured.push(one)
    }
    const result: ExplainMeasurement = { rows: database.rows, sources: [...new Set(cards.flatMap(({ data }) => data.sources))].join(', '), models: measured, silent, bars: BARS }
    print(result, options)
    return result
  } finally { await Promise.all([models.dispose(), pool.end()]); await database.close() }
}
