import { createRequire } from 'node:module'
import { join } from 'node:path'
import { readerOver } from '../../src/app/keep-features-fresh'
import type { Config } from '../../src/app/config/read-config'
import type { Instant } from '../../src/domain/instant'
import type { LivePrice, OddsEvent } from '../../src/domain/live-event'
import { predictionLedger } from '../../src/storage/ledger/prediction-ledger'
import { createPool } from '../../src/storage/pool'
import { createLiveFacts } from '../../src/usecases/live/live-facts'
import { publishedOf } from '../../src/usecases/live/publish-prediction'
import { watchedRace } from '../../src/usecases/live/watched-race'
import { isModel, predictBatch, type FullPrediction } from '../../src/usecases/predict-races'
import { median } from '../measure'
import { ROOT } from '../options'

/** As it was built: only from there the models are found that racegraph comes with. */
const { openModels } = createRequire(join(ROOT, 'dist', 'src', 'package.json'))('./app/model-folders.js') as typeof import('../../src/app/model-folders')

const CALLS = 200
const WARM_UP = 50
const PARTS = ['prices', 'features', 'model', 'record (this process)', 'to publish'] as const
/** CPU milliseconds of this process, of each part of a prediction that a move makes; the first, with card and history, by itself. */
export interface RepricingParts { readonly model: string; readonly runners: number; readonly calls: number; readonly cpuMs: Readonly<Record<(typeof PARTS)[number] | 'the first of a race: card and history', number>> }

const cpuMs = (): number => { const { user, system } = process.cpuUsage(); return (user + system) / 1000 }
const priceOf = (runnerId: number, decimal: number, at: Instant): LivePrice =>
  ({ runnerId, sequence: 1, at, status: 'ACTIVE', decimal, previous: null, open: null, back: [], lay: [], lastTraded: null, matched: 100, nearPrice: null, farPrice: null, startingPrice: null, adjustmentFactor: null })
const moveOf = (raceId: number, prices: readonly LivePrice[], at: Instant): OddsEvent => ({
  kind: 'odds', raceId, sequence: 1, at, receivedAt: at, prices, whole: false,
  market: { id: 1, raceId, feed: 'bench', marketId: '1.1', type: 'WIN', source: 'EXCHANGE', bookmaker: 'Bench', synthetic: true, status: 'OPEN', inPlay: false, version: 1, matched: null, overround: null, stale: false, sequence: 1, at },
})

/** Of the race to come with most runners, whose prices all move each time. */
export async function repricingParts(databaseUrl: string, config: Config): Promise<RepricingParts> {
  const pool = createPool({ url: databaseUrl, size: 2, pipeline: true, statementTimeoutMs: 0 })
  const models = openModels(config)
  const [reader, ledger] = [readerOver(pool), predictionLedger(pool)]
  try {
    const { rows: [race] } = await pool.query<{ id: number }>("SELECT r.id FROM races r JOIN runners n ON n.race_id = r.id AND n.status = 'DECLARED' WHERE r.scheduled_start > now() + interval '10 minutes' AND r.status IN ('SCHEDULED', 'OPEN') AND r.source = 'SYNTHETIC' GROUP BY r.id ORDER BY count(*) DESC, r.id LIMIT 1")
    const loaded = await models.resolve('champion')
    if (race === undefined) throw new Error('there is no race to come')
    if (!isModel(loaded)) throw new Error(loaded.message)
    const live = createLiveFacts(60_000)
    const spent = new Map<string, number[]>()
    const timed = async <T>(name: string, work: () => T | Promise<T>): Promise<T> => {
      const before = cpuMs()
      const value = await work()
      const known = spent.get(name) ?? []
      spent.set(name, known)
      known.push(cpuMs() - before)
      return value
    }
    let runners: readonly number[] = []
    const first = async () => {
      const [facts] = await reader.races([race.id], { market: true })
      if (facts === null || facts === undefined) throw new Error('the race is gone')
      runners = facts.card.runners.filter(({ status }) => status === 'DECLARED').map(({ runnerId }) => runnerId)
      const watched = watchedRace(facts, reader)
      await watched.features({ asOf: Date.now() as Instant, prices: [], out: new Set() }, loaded.model.features)
      return watched
    }
    for (let i = 0; i < 5; i++) await first()
    const watched = await timed('the first of a race: card and history', first)
    for (let i = -WARM_UP; i < CALLS; i++) {
      if (i === 0) for (const name of PARTS) spent.delete(name)
      const asOf = Date.now() as Instant
      const prices = await timed('prices', () => { live.take(moveOf(race.id, runners.map((id, n) => priceOf(id, Number((2 + n + ((i + WARM_UP) % 97) / 100).toFixed(2)), asOf - 1 as Instant)), asOf - 1 as Instant)); return live.facts(asOf) })
      const features = await timed('features', () => watched.features({ asOf, prices, out: live.removed }, loaded.model.features))
      const prediction = await timed('model', () => {
        const [told] = predictBatch(loaded, [features], { generatedAt: asOf, stale: false, warn: (problem, cause) => { throw new Error(problem, { cause }) } })
        if (told?.kind !== 'prediction') throw new Error(told?.message ?? 'nothing')
        return told as FullPrediction
      })
      const { card, featureSet, marketAt, runnerIds, chances, inputs } = prediction
      await timed('record (this process)', () => ledger.record([{ raceId: race.id, model: { name: card.name, version: card.version }, featureSet, asOf, marketAt, generatedAt: asOf, runnerIds, chances, inputs }]))
      await timed('to publish', () => JSON.stringify(publishedOf(prediction)))
    }
    return { model: `${loaded.card.name}@${loaded.card.version}`, runners: runners.length, calls: CALLS, cpuMs: Object.fromEntries([...spent].map(([name, all]) => [name, median(all)])) as RepricingParts['cpuMs'] }
  } finally { await Promise.all([models.dispose(), pool.end()]) }
}
