import type { CardFile, CardGear, CardMeeting, CardPrice, CardRace, CardRunner } from './card-file'
import { identity, meetingKey } from './card-keys'
import { isWithdrawn } from './check-runner'
import { utc } from './quantities'

/**
 * Writes down when each fact became known, which later versions of the file must not move: gear said before keeps its
 * instant, prices, track ratings and weather said before stay although the new version leaves them out.
 */
export function fillInstants(file: CardFile, before: CardFile | null): CardFile {
  const races = new Map(before !== null && meetingKey(before.meeting) === meetingKey(file.meeting) ? before.meeting.races.map((race) => [race.number, race]) : [])
  const { meeting } = file
  return {
    ...file,
    meeting: {
      ...meeting,
      ...union('trackRatings', meeting, before, (rating) => `${rating.raceNumber ?? ''} ${utc(rating.observedAt)}`),
      ...union('weather', meeting, before, (weather) => utc(weather.observedAt)),
      races: meeting.races.map((race) => fillRace(race, races.get(race.number), file)),
    },
  }
}

function union<K extends 'trackRatings' | 'weather'>(name: K, meeting: CardMeeting, before: CardFile | null, key: (item: NonNullable<CardMeeting[K]>[number]) => string): Partial<Pick<CardMeeting, K>> {
  const all = joined(before?.meeting[name] ?? [], meeting[name] ?? [], key as (item: object) => string)
  return all.length === 0 ? {} : { [name]: all } as Partial<Pick<CardMeeting, K>>
}

/** Later items win over earlier ones of the same key and keep their place. */
function joined<T>(earlier: readonly T[], later: readonly T[], key: (item: T) => string): readonly T[] {
  return [...new Map([...earlier, ...later].map((item) => [key(item), item])).values()]
}

function fillRace(race: CardRace, before: CardRace | undefined, file: CardFile): CardRace {
  const results = file.format === 'racegraph-results/1'
  return {
    ...race,
    ...(results ? { resultAt: race.resultAt ?? (sameResult(race, before) ? before?.resultAt : undefined) ?? file.publishedAt } : {}),
    ...(race.runners === undefined ? {} : { runners: [...race.runners.map((runner) => fillRunner(runner, earlier(runner, before), file.publishedAt)), ...(results ? [] : gone(race, before))] }),
  }
}

const earlier = (runner: CardRunner, race: CardRace | undefined): CardRunner | undefined =>
  race?.runners?.find((other) => runner.horse === undefined || other.horse === undefined ? runner.number !== undefined && other.number === runner.number : identity(other.horse) === identity(runner.horse))

/** Runners that the new card leaves out: what is known of them stays, without the number and barrier that another may have by now. */
function gone(race: CardRace, before: CardRace | undefined): readonly CardRunner[] {
  const here = new Set(race.runners?.flatMap(({ horse }) => horse === undefined ? [] : [identity(horse)]))
  return (before?.runners ?? []).flatMap(({ number: _, barrier: __, ...runner }): CardRunner[] => {
    if (runner.horse === undefined || here.has(identity(runner.horse))) return []
    return [isWithdrawn(runner) ? runner : { ...runner, status: 'SCRATCHED' }]
  })
}

/** A results file sent again keeps the instant of the first; a correction is known from its own. */
function sameResult(race: CardRace, before: CardRace | undefined): boolean {
  const essence = (of: CardRace): string => JSON.stringify([of.status ?? null, (of.runners ?? []).map(({ number, horse, position, finish }) => [number ?? null, horse === undefined ? null : identity(horse), position ?? null, finish ?? null])])
  return before !== undefined && essence(race) === essence(before)
}

function fillRunner(runner: CardRunner, before: CardRunner | undefined, publishedAt: string): CardRunner {
  const prices = joined(before?.prices ?? [], (runner.prices ?? []).map((price): CardPrice => ({ ...price, at: price.at ?? publishedAt })), priceKey)
  return {
    ...runner,
    ...(runner.gear === undefined ? {} : { gear: runner.gear.map((gear) => fillGear(gear, before, publishedAt)) }),
    ...(prices.length === 0 ? {} : { prices }),
  }
}

const priceKey = (price: CardPrice): string => JSON.stringify([price.market ?? 'WIN', price.source ?? 'FIXED', price.bookmaker ?? '', utc(price.at ?? '')])

function fillGear(gear: CardGear, before: CardRunner | undefined, publishedAt: string): CardGear {
  const known = before?.gear?.find((other) => other.code === gear.code && (other.firstTime ?? false) === (gear.firstTime ?? false) && (other.removed ?? false) === (gear.removed ?? false))
  return { ...gear, knownAt: gear.knownAt ?? known?.knownAt ?? publishedAt }
}
