import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { readConfig } from '../src/app/config/read-config'
import { openModelStore } from '../src/app/model-folders'
import type { Instant } from '../src/domain/instant'
import { FEATURES } from '../src/features/registry'
import type { Executor } from '../src/graphql/read/executor'
import { toGlobalId } from '../src/graphql/node/global-id'
import { openXgboost, type Xgboost } from '../src/models/xgboost/library'
import { featureReader } from '../src/storage/features/feature-reader'
import { vectorStore } from '../src/storage/features/vector-store'
import { ledgerOver } from '../src/storage/ledger/prediction-ledger'
import { scoreStore } from '../src/storage/ledger/score-store'
import { createPool } from '../src/storage/pool'
import { withRunner } from '../src/storage/sql-runner'
import { sayRef } from '../src/usecases/loaded-models'
import { batchOf, isModel, predictBatch } from '../src/usecases/predict-races'
import type { LoadedModel } from '../src/usecases/prediction'
import { computeRaceFeatures, type RaceFeatures } from '../src/usecases/race-features'
import { cpuOfTree } from './cpu'
import { openDatabase, type BenchDatabase } from './database'
import { median } from './measure'
import { modelsToMeasure } from './models'
import { ROOT, type BenchOptions } from './options'
import { ours, rowsOf, theirs, twinTrees } from './peers/xgboost-trees'

export const describe = 'every model that can be served: one race and a hundred from stored features to chances, against XGBoost\'s own predictor on the same trees; Race.predictions from the database'

/** CPU milliseconds: one race of 14 runners, a hundred in one batch, `Race.predictions` with the database. */
const BARS = { raceMs: 2, batchMs: 60, endToEndMs: 15 }
export const RUNNERS = 14
const RACES = 100
const WARM_UP = 300
const CALLS = 200
const BATCH_CALLS = 8

export interface Timed { readonly ms: number; readonly rounds: readonly number[] }
export interface ModelMeasurement { readonly model: string; readonly kind: string; readonly features: number; readonly race: Timed; readonly batch: Timed; readonly endToEnd: Timed & { readonly nodeMs: number; readonly postgresMs: number | null } }
/** CPU of all trees of a model, ours and the library's; `difference`: the largest of any margin. */
export interface PeerMeasurement { readonly model: string; readonly trees: number; readonly race: { readonly ours: number; readonly xgboost: number; readonly ratio: number }; readonly batch: { readonly ours: number; readonly xgboost: number; readonly ratio: number }; readonly difference: number }
export interface PredictMeasurement { readonly rows: string; readonly sources: string; readonly stored: boolean; readonly models: readonly ModelMeasurement[]; readonly peer: readonly PeerMeasurement[] | string; readonly bars: typeof BARS }

const cpuMs = (): number => { const { user, system } = process.cpuUsage(); return (user + system) / 1000 }
/** Median CPU of a call, all threads of this process together. */
export function timed(calls: number, call: (i: number) => unknown): number {
  const spent: number[] = []
  for (let i = 0; i < calls; i++) { const before = cpuMs(); call(i); spent.push(cpuMs() - before) }
  return median(spent)
}
export async function roundsOf(options: BenchOptions, round: () => number): Promise<Timed> {
  const rounds: number[] = []
  for (let i = 0; i < options.rounds; i++) { rounds.push(round()); await new Promise(setImmediate) }
  return { ms: median(rounds), rounds }
}

/** Finished races of 14 starters, all of them priced. */
export const sampleOf = (pool: Pool): Promise<readonly { readonly raceId: number; readonly offAt: Instant }[]> => pool.query<{ id: number; off: number }>(`
  SELECT r.id, (extract(epoch FROM r.scheduled_start) * 1000)::float8 AS off FROM races r JOIN runners n ON n.race_id = r.id AND n.takes_part JOIN results s ON s.runner_id = n.id AND s.starting_price > 1
  WHERE r.status = 'FINAL' AND r.kind = 'FLAT' AND r.field_size = $1 GROUP BY r.id HAVING count(*) = $1 ORDER BY r.scheduled_start DESC LIMIT $2`, [RUNNERS, RACES])
  .then(({ rows }) => rows.map(({ id, off }) => ({ raceId: id, offAt: off as Instant })))

interface Prepared { readonly pool: Pool; readonly features: readonly RaceFeatures[]; readonly stored: boolean }
/** Features of the sample after the off; stored, where the database is the benchmark's own. */
async function prepare(database: BenchDatabase, options: BenchOptions, pool: Pool): Promise<Prepared> {
  const races = await sampleOf(pool)
  if (races.length < RACES) throw new Error(`the database has ${races.length} finished races of ${RUNNERS} priced runners; ${RACES} are needed`)
  const now = Date.now() as Instant
  const found = await withRunner(pool, (db) => computeRaceFeatures(featureReader(db), races.map(({ raceId }) => ({ raceId, asOf: now })), FEATURES.map(({ name }) => name)))
  const features = found.filter((race): race is RaceFeatures => race !== null)
  if (options.databaseUrl !== null) return { pool, features, stored: false }
  await vectorStore(pool).write(features.map(({ raceId, runnerIds, columns }) => ({ raceId, asOf: now, runnerIds, columns })))
  return { pool, features, stored: true }
}

/** The graph as it was built: compiled here it would take the GraphQL that the peers bring, and there must be but one. */
const built = createRequire(join(ROOT, 'dist', 'src', 'package.json'))
const { createExecutor } = built('./graphql/read/executor.js') as typeof import('../src/graphql/read/executor')
const { buildGraph } = built('./graphql/schema.js') as typeof import('../src/graphql/schema')
const { parse } = built('graphql') as typeof import('graphql')
const QUESTION = parse('query ($id: ID!, $model: String!) { race(id: $id) { predictions(model: $model) { __typename ... on RacePrediction { stale degraded predictions { runnerId probability rank fairOdds } } ... on NoPrediction { reason message } } } }')

async function endToEnd({ features }: Prepared, execute: Executor, database: BenchDatabase, model: string, options: BenchOptions): Promise<ModelMeasurement['endToEnd']> {
  const ask = async (raceId: number): Promise<void> => {
    const { data, errors } = await execute({ document: QUESTION, variables: { id: toGlobalId('Race', raceId), model }, context: {} })
    const outcome = (data?.['race'] as { predictions?: { __typename: string; message?: string } } | undefined)?.predictions
    if (errors !== undefined || outcome?.__typename !== 'RacePrediction') throw new Error(`${model} did not predict race ${raceId}: ${errors?.[0]?.message ?? outcome?.message ?? ''}`)
  }
  const postgres = (): number => (database.postmaster === null ? 0 : cpuOfTree(database.postmaster))
  const round = async (): Promise<{ readonly node: number; readonly postgres: number }> => {
    const [node, before] = [cpuMs(), postgres()]
    for (const { raceId } of features) await ask(raceId)
    return { node: (cpuMs() - node) / features.length, postgres: (postgres() - before) / features.length }
  }
  for (let i = 0; i < 3; i++) await round()
  const rounds: Awaited<ReturnType<typeof round>>[] = []
  for (let i = 0; i < options.rounds; i++) rounds.push(await round())
  const totals = rounds.map((one) => one.node + one.postgres)
  return { ms: median(totals), rounds: totals, nodeMs: median(rounds.map(({ node }) => node)), postgresMs: database.postmaster === null ? null : median(rounds.map((one) => one.postgres)) }
}

async function measureModel(loaded: LoadedModel, prepared: Prepared, execute: Executor, database: BenchDatabase, options: BenchOptions): Promise<ModelMeasurement> {
  const { features } = prepared
  const told = { generatedAt: Date.now() as Instant, stale: false, warn: (problem: string, cause: unknown) => { throw new Error(problem, { cause }) } }
  const one = (i: number): void => {
    const [outcome] = predictBatch(loaded, [features[i % features.length] as RaceFeatures], told)
    if (outcome?.kind !== 'prediction') throw new Error(`${sayRef(loaded.card)} did not predict: ${outcome?.message ?? ''}`)
  }
  timed(WARM_UP, one)
  const race = await roundsOf(options, () => timed(CALLS, one))
  const all = (): unknown => predictBatch(loaded, features, told)
  timed(3, all)
  const batch = await roundsOf(options, () => timed(BATCH_CALLS, all))
  return { model: sayRef(loaded.card), kind: loaded.card.kind, features: loaded.model.features.length, race, batch, endToEnd: await endToEnd(prepared, execute, database, sayRef(loaded.card), options) }
}

/** The same trees by the library: the rows are made before, and what it calls a matrix is part of its call. */
async function measurePeer(loaded: LoadedModel, files: Parameters<typeof twinTrees>[0], { features }: Prepared, library: Xgboost, options: BenchOptions): Promise<PeerMeasurement | null> {
  const twins = twinTrees(files, library)
  if (twins.length === 0) return null
  const names = loaded.model.features
  const [single, whole] = [batchOf(features.slice(0, 1), names), batchOf(features, names)]
  let difference = 0
  const compare = async (batch: typeof single, calls: number): Promise<PeerMeasurement['race']> => {
    const rows = twins.map((twin) => rowsOf(twin, batch))
    twins.forEach((twin, t) => { const its = theirs(twin, library, rows[t] as (typeof rows)[number]); ours(twin, rows[t] as (typeof rows)[number]).forEach((margin, i) => { difference = Math.max(difference, Math.abs(margin - (its[i] as number))) }) })
    const sides = { ours: () => twins.map((twin, t) => ours(twin, rows[t] as (typeof rows)[number])), xgboost: () => twins.map((twin, t) => theirs(twin, library, rows[t] as (typeof rows)[number])) }
    const [mine, other]: [number[], number[]] = [[], []]
    timed(calls, sides.ours)
    timed(calls, sides.xgboost)
    for (let i = 0; i < options.rounds; i++) { mine.push(timed(calls, sides.ours)); other.push(timed(calls, sides.xgboost)); await new Promise(setImmediate) }
    return { ours: median(mine), xgboost: median(other), ratio: median(mine) / median(other) }
  }
  const trees = twins.reduce((sum, twin) => sum + twin.trees.roots.length, 0)
  try { return { model: sayRef(loaded.card), trees, race: await compare(single, CALLS), batch: await compare(whole, BATCH_CALLS), difference } } finally { for (const { booster } of twins) booster.free() }
}

const ms = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(1))
const verdict = (value: number, bar: number): string => (value < bar ? 'met' : '**missed**')
function print({ rows, sources, stored, models, peer }: PredictMeasurement, options: BenchOptions): void {
  options.say([
    `\n${options.markdown ? '### ' : ''}predict\n`, `${rows}; models trained on ${sources}; CPU milliseconds, medians of ${options.rounds} rounds. Races of ${RUNNERS} runners.\n`,
    `| model | kind | features | one race (bar ${BARS.raceMs}) | | ${RACES} races in one batch (bar ${BARS.batchMs}) | | \`Race.predictions\`, ${stored ? 'features stored' : 'features computed'}: Node + PostgreSQL (bar ${BARS.endToEndMs}) | |`, '|---|---|---:|---:|---|---:|---|---:|---|',
    ...models.map(({ model, kind, features, race, batch, endToEnd: end }) => `| ${model} | ${kind} | ${features} | ${ms(race.ms)} | ${verdict(race.ms, BARS.raceMs)} | ${ms(batch.ms)} | ${verdict(batch.ms, BARS.batchMs)} | ${ms(end.nodeMs)} + ${end.postgresMs === null ? 'n/a' : ms(end.postgresMs)} = ${ms(end.ms)} | ${verdict(end.ms, BARS.endToEndMs)} |`),
    '', ...(typeof peer === 'string' ? [peer] : [
      `| model | trees | one race: ours | XGBoost | ratio | ${RACES} races: ours | XGBoost | ratio |`, '|---|---:|---:|---:|---:|---:|---:|---:|',
      ...peer.map(({ model, trees, race, batch }) => `| ${model} | ${trees} | ${ms(race.ours)} | ${ms(race.xgboost)} | ${race.ratio.toFixed(2)} | ${ms(batch.ours)} | ${ms(batch.xgboost)} | ${batch.ratio.toFixed(2)} |`),
      `\nThe margins of both differ by ${Math.max(...peer.map(({ difference }) => difference)).toExponential(1)} at most.`,
    ]),
  ].join('\n'))
}

/** The library, or why it cannot be compared with. */
function libraryOr(path: string | null): Xgboost | string {
  try { return openXgboost(path) } catch (error) { return `Not compared with XGBoost's own predictor: ${error instanceof Error ? error.message : String(error)}` }
}

export const run = async (options: BenchOptions): Promise<PredictMeasurement> => {
  const config = readConfig(process.env)
  const store = openModelStore(config)
  const { models, cards } = await modelsToMeasure(config, options)
  const database = await openDatabase(options)
  const pool = createPool({ url: database.url, size: 2, pipeline: true, statementTimeoutMs: 0 })
  try {
    const prepared = await prepare(database, options, pool)
    const execute = await createExecutor({
      buildSchema: buildGraph, withRunner: (use) => withRunner(pool, use),
      services: {
        now: () => Date.now() as Instant, features: featureReader, historyReady: async () => true, historyBehind: async () => false, models, ledger: ledgerOver,
        warn: (problem, cause) => { throw new Error(problem, { cause }) }, tracking: { store: scoreStore, reference: async () => null, alert: { races: 200, nats: 0.03 } },
      },
    })
    const library = libraryOr(config.RACEGRAPH_XGBOOST_PATH)
    const [measured, peers]: [ModelMeasurement[], PeerMeasurement[]] = [[], []]
    for (const card of cards) {
      options.say(`predict: ${sayRef(card)}`)
      const loaded = await models.resolve(sayRef(card))
      if (!isModel(loaded)) throw new Error(loaded.message)
      measured.push(await measureModel(loaded, prepared, execute, database, options))
      const artefact = typeof library === 'string' ? null : await store.read(card)
      if (typeof library === 'string' || artefact === null || !('files' in artefact)) continue
      const peer = await measurePeer(loaded, artefact.files, prepared, library, options)
      if (peer !== null) peers.push(peer)
    }
    const result: PredictMeasurement = { rows: database.rows, sources: [...new Set(cards.flatMap(({ data }) => data.sources))].join(', '), stored: prepared.stored, models: measured, peer: typeof library === 'string' ? library : peers, bars: BARS }
    print(result, options)
    return result
  } finally { await Promise.all([models.dispose(), pool.end()]); await database.close() }
}
