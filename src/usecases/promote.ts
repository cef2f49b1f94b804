import type { Alias, ModelCard, ModelRef } from '../models/artefact/card'
import type { RaceTable } from '../models/data/race-table'
import { chancesOf } from '../models/evaluation/chances'
import { pairedOf } from '../models/evaluation/paired'
import type { Paired } from '../models/evaluation/report'
import type { Model } from '../models/model'
import { raceLosses } from '../models/race-softmax'
import { sayRef } from './loaded-models'
import type { ModelStore } from './ports'
import type { LoadedModels } from './prediction'
import type { Candidate } from './train-models'

export interface PromoteDeps { readonly store: Pick<ModelStore, 'aliases' | 'point'>; readonly models: Pick<LoadedModels, 'resolve'> }
export interface Judged { readonly validate: RaceTable; readonly test: RaceTable | null }
export interface Decision {
  readonly alias: Alias
  readonly challenger: ModelRef
  /** What the alias pointed at; null when at nothing that can be used. */
  readonly incumbent: ModelRef | null
  readonly promoted: boolean
  /** Challenger less incumbent on the races that decided; null where there was nobody to beat. */
  readonly paired: Paired | null
  readonly why: string
}

const meanOf = (losses: Float64Array): number => losses.reduce((sum, loss) => sum + loss, 0) / losses.length
const isPriceless = ({ card }: Candidate): boolean => !card.usesPrices
const nats = (value: number): string => `${value > 0 ? '+' : ''}${value.toFixed(4)}`

/**
 * Lets the best of what was just trained challenge what the alias points at. Who challenges is chosen on validation races, a pool before a single learner that is not clearly better; it takes the
 * place when its log-loss is better on the same races (the test's where there are any, else validation's) with its whole 95% interval. Whoever comes
 * first has nobody to beat. `fundamentals` is for models without prices alone. A model that learned from invented races alone gives way to one of real races
 * that is not clearly worse, and never takes the place of one.
 */
export async function promoteByRule(deps: PromoteDeps, candidates: readonly Candidate[], races: Judged): Promise<readonly Decision[]> {
  const decisions: Decision[] = []
  for (const [alias, may] of [['champion', candidates], ['fundamentals', candidates.filter(isPriceless)]] as const) {
    const best = bestOf(may)
    if (best !== null) decisions.push(await decide(deps, alias, best, races))
  }
  return decisions
}

/**
 * By mean loss on the races that all of them have chances for. The best pool, with rules on top or without, goes before a single learner that is not clearly better (paired 95%): learners
 * may have stopped on these very races, which flatters them here and not later, and what a pool averages errs apart.
 */
function bestOf(candidates: readonly Candidate[]): Candidate | null {
  const common = (candidates[0]?.validation ?? new Float64Array(0)).map((_, r) => Number(candidates.every(({ validation }) => !Number.isNaN(validation[r]))))
  const lossesOn = ({ validation }: Candidate): Float64Array => validation.filter((_, r) => common[r] === 1)
  const [best, ...rest] = candidates.map((one) => ({ one, losses: lossesOn(one) })).sort((a, b) => meanOf(a.losses) - meanOf(b.losses))
  if (best === undefined) return null
  const pool = [best, ...rest].find(({ one }) => one.isPool)
  return pool !== undefined && pool !== best && !(pairedOf('', best.losses, pool.losses).high < 0) ? pool.one : best.one
}

async function decide({ store, models }: PromoteDeps, alias: Alias, best: Candidate, { validate, test }: Judged): Promise<Decision> {
  const challenger = { name: best.card.name, version: best.card.version }
  const now = (await store.aliases())[alias]?.now ?? null
  const to = async (why: string, paired: Paired | null, incumbent: ModelRef | null): Promise<Decision> => {
    await store.point(alias, challenger, why)
    return { alias, challenger, incumbent, promoted: true, paired, why }
  }
  if (now === null) return to('it is the first', null, null)
  if (sayRef(now) === sayRef(challenger)) return { alias, challenger, incumbent: now, promoted: false, paired: null, why: 'it is there already' }
  const incumbent = await models.resolve(sayRef(now))
  if (!('model' in incumbent)) return to(`${sayRef(now)} cannot be used`, null, null)
  const table = test ?? validate
  const own = test === null ? best.validation : best.test ?? best.validation
  const paired = pairedWhereBoth(sayRef(now), own, lossesOf(incumbent.model, table))
  const on = `${paired.races} ${test === null ? 'validation' : 'test'} races, ${nats(paired.difference)} [${nats(paired.low)}, ${nats(paired.high)}] nats a race against ${sayRef(now)}${hasSeen(incumbent.card, table) ? ', which had seen them' : ''}`
  const [isInvented, wasInvented] = [onlyInvented(best.card), onlyInvented(incumbent.card)]
  if (isInvented && !wasInvented) return { alias, challenger, incumbent: now, promoted: false, paired, why: `it is SYNTHETIC and ${sayRef(now)} is not: promote it by hand if you mean it` }
  if (wasInvented && !isInvented && !(paired.low > 0)) return to(`${sayRef(now)} is SYNTHETIC; ${nats(paired.difference)} [${nats(paired.low)}, ${nats(paired.high)}] nats a race on real ones`, paired, now)
  return paired.high < 0 ? to(`better on ${on}`, paired, now) : { alias, challenger, incumbent: now, promoted: false, paired, why: `not clearly better on ${on}` }
}

const onlyInvented = ({ data: { sources } }: Pick<ModelCard, 'data'>): boolean => sources.every((source) => source === 'SYNTHETIC')
const lossesOf = (model: Model, table: RaceTable): Float64Array => raceLosses(chancesOf(model, table), table.targets.win, table.raceStart)
function pairedWhereBoth(against: string, own: Float64Array, other: Float64Array): Paired {
  const both = own.map((loss, r) => Number(!Number.isNaN(loss) && !Number.isNaN(other[r] as number)))
  return pairedOf(against, own.filter((_, r) => both[r] === 1), other.filter((_, r) => both[r] === 1))
}
/** Whether it was fitted on some of the races: its losses there are too small, and whoever beats it still has beaten it. */
function hasSeen({ data }: Pick<ModelCard, 'data'>, { races }: RaceTable): boolean {
  const ranges = [data.train, ...(data.refitted && data.validate !== null ? [data.validate] : [])]
  return races.some(({ source, date }) => data.sources.includes(source) && ranges.some(({ from, to }) => date >= from && date <= to))
}
