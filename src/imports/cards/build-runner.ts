import type { GearRecord, HorseRecord, JockeyRecord, PriceRecord, ResultRecord, RunnerRecord, TrainerRecord } from '../../domain/records'
import type { RunnerStatus } from '../../domain/vocabulary'
import type { CardHorse, CardJockey, CardOwner, CardPrice, CardRace, CardRunner, CardTrainer, WeightJson } from './card-file'
import { identity, named } from './card-keys'
import { hasResult, isWithdrawn } from './check-runner'
import { decimalOdds, distanceM, timeMs, utc, weightKg } from './quantities'

interface Setting { readonly race: CardRace; readonly date: string; readonly knownAt: string | null; readonly publishedAt: string }

export function buildRunner(runner: CardRunner, setting: Setting): RunnerRecord {
  const result = buildResult(runner, setting)
  return {
    horse: buildHorse(runner.horse ?? '', setting.date), jockey: runner.jockey === undefined ? null : buildJockey(runner.jockey, runner.claim), trainer: runner.trainer === undefined ? null : buildTrainer(runner.trainer),
    number: runner.number ?? null, barrier: runner.barrier ?? null, emergencyNumber: runner.emergencyNumber ?? null, status: statusOf(runner, result),
    weightKg: kg(runner.weight), allocatedKg: kg(runner.allocatedWeight), claimKg: kg(runner.claim), overweightKg: kg(runner.overweight), bodyWeightKg: kg(runner.bodyWeight),
    handicapRating: runner.rating ?? null, ageAtRace: runner.age ?? null, silks: runner.silks ?? null, result,
    gear: (runner.gear ?? []).map((gear): GearRecord => ({ code: gear.code, firstTime: gear.firstTime ?? false, removed: gear.removed ?? false, knownAt: utc(gear.knownAt ?? setting.publishedAt) })),
    inRunning: (runner.inRunning ?? []).map((call) => ({ point: call.point, metresFromHome: call.distanceFromHome === undefined ? null : metres(call.distanceFromHome), position: call.position, marginLengths: call.margin ?? null })),
    sectionals: (runner.sectionals ?? []).map((section) => ({ fromM: metres(section.from), toM: metres(section.to), timeMs: timeMs(section.time) ?? 1, position: section.position ?? null, marginLengths: section.margin ?? null })),
    prices: (runner.prices ?? []).map((price) => buildPrice(price, setting.publishedAt)),
  }
}

const kg = (weight: WeightJson | undefined): number | null => weight === undefined ? null : weightKg(weight)
const metres = (distance: Parameters<typeof distanceM>[0]): number => Math.round(distanceM(distance) ?? 0)

function statusOf(runner: CardRunner, result: ResultRecord | null): RunnerStatus {
  return result !== null && !isWithdrawn(runner) ? 'RUNNER' : runner.status ?? 'DECLARED'
}

function buildHorse(value: string | CardHorse, date: string): HorseRecord {
  const horse: CardHorse = named(value)
  const owner: CardOwner | null = horse.owner === undefined ? null : named(horse.owner)
  return {
    sourceId: identity(value), name: horse.name, brand: horse.brand ?? null, countryOfBirth: horse.country ?? null, foalingDate: horse.foalingDate ?? null, sex: horse.sex ?? 'UNKNOWN', colour: horse.colour ?? null,
    importType: horse.importType ?? null, sire: horse.sire ?? null, dam: horse.dam ?? null, damSire: horse.damSire ?? null,
    owner: owner === null ? null : { sourceId: identity(owner), name: owner.name, colours: owner.colours ?? null, fromDate: owner.since ?? date },
  }
}

function buildJockey(value: string | CardJockey, claim: WeightJson | undefined): JockeyRecord {
  const jockey: CardJockey = named(value)
  const claimKg = kg(jockey.claim ?? claim)
  return { sourceId: identity(value), name: jockey.name, country: jockey.country ?? null, apprentice: jockey.apprentice ?? (claimKg ?? 0) > 0, claimKg }
}

function buildTrainer(value: string | CardTrainer): TrainerRecord {
  const trainer: CardTrainer = named(value)
  return { sourceId: identity(value), name: trainer.name, location: trainer.location ?? null, country: trainer.country ?? null }
}

function buildResult(runner: CardRunner, { race, knownAt }: Setting): ResultRecord | null {
  if (!hasResult(runner) || knownAt === null) return null
  const shared = race.runners?.some((other) => other !== runner && other.position === runner.position && runner.position !== undefined) === true
  return {
    status: runner.finish ?? (shared ? 'DEAD_HEAT' : 'FINISHED'), position: runner.position ?? null, marginLengths: runner.margin ?? null, beatenLengths: runner.beaten ?? null,
    finishTimeMs: runner.finishTime === undefined ? null : timeMs(runner.finishTime), startingPrice: runner.startingPrice === undefined ? null : decimalOdds(runner.startingPrice),
    favourite: runner.favourite ?? null, prize: runner.prizeWon ?? null, comment: runner.comment ?? null, knownAt,
  }
}

const buildPrice = (price: CardPrice, publishedAt: string): PriceRecord => ({
  source: price.source ?? 'FIXED', market: price.market ?? 'WIN', kind: price.kind ?? 'FLUCTUATION', bookmaker: price.bookmaker ?? '', decimal: decimalOdds(price.odds) ?? 1, at: utc(price.at ?? publishedAt),
})
