import type { ChangeRecord, RaceRecord, Reject, RunnerRecord } from '../../domain/records'
import type { RunnerStatus } from '../../domain/vocabulary'
import { nameAndBrand } from './brand'
import { raceDividends } from './dividends'
import type { Entry, Names } from './entry'
import { entryOfSpine, entryOfZh } from './entry'
import { gearOf } from './gear'
import type { HorseBook } from './horse-book'
import { kgOf } from './pounds'
import { cardKnownAt, estimatedStart, lateWithdrawalAt, resultKnownAt } from './race-clock'
import { raceTerms } from './race-terms'
import type { Cell, Sections } from './sections'
import { cellsOf, inRunning, sectionals, sectionCount, sectionsOf } from './sections'
import type { SideRow } from './side-file'
import type { DividendColumn, FormColumn, GearColumn, SectionalColumn, ZhColumn } from './side-files'
import type { SpineRace } from './spine'

/** All that the files have on one race. Form lines are by brand, the rest in file order. */
export interface RaceSources {
  readonly date: string; readonly venue: string; readonly number: number
  readonly spineFile: string
  readonly spine: SpineRace | undefined
  readonly zh: readonly SideRow<ZhColumn>[]
  readonly sectionals: readonly SideRow<SectionalColumn>[]
  readonly gear: readonly SideRow<GearColumn>[]
  readonly dividends: readonly SideRow<DividendColumn>[]
  readonly form: ReadonlyMap<string, SideRow<FormColumn>>
}
export interface BuildContext { readonly horses: HorseBook; readonly names: (row: SideRow<ZhColumn>, brand: string) => Names; readonly rejects: Reject[] }
export interface BuiltRace { readonly race: RaceRecord; readonly changes: readonly ChangeRecord[] }

const byBrand = <R extends { readonly horse_name: string; readonly line: number }>(rows: readonly R[], file: string, runners: ReadonlySet<string>, rejects: Reject[]): Map<string, R> => {
  const found = new Map<string, R>()
  for (const row of rows) {
    const brand = nameAndBrand(row.horse_name)?.brand
    if (brand === undefined || !runners.has(brand)) rejects.push({ file, row: row.line, reason: `${JSON.stringify(row.horse_name)} is not a runner of the race` })
    else if (found.has(brand)) rejects.push({ file, row: row.line, reason: `a second row of ${brand} in the race` })
    else found.set(brand, row)
  }
  return found
}

/** The runners of results_en, then those that only results_zh has. No horse, number or draw stands twice in a race. */
const entriesOf = (sources: RaceSources, context: BuildContext): Entry[] => {
  const entries: Entry[] = []
  const taken = new Set<string>()
  const add = (entry: Entry, file: string, row: number | string): void => {
    const keys = [`horse ${entry.horseId}`, ...(entry.number === null ? [] : [`number ${entry.number}`]), ...(entry.draw === null ? [] : [`draw ${entry.draw}`])]
    const twice = keys.find((key) => taken.has(key))
    if (twice !== undefined) return void context.rejects.push({ file, row, reason: `${twice} is in the race already` })
    for (const key of keys) taken.add(key)
    entries.push(entry)
  }
  const runners = sources.spine?.runners ?? []
  const winnerMs = Math.round(Math.min(...runners.map((runner) => runner.finishSeconds)) * 1000)
  for (const runner of runners) add(entryOfSpine(runner, winnerMs), sources.spineFile, `race ${sources.number}, horse ${runner.horseNo}`)
  const known = new Set(runners.map((runner) => runner.horseId.slice(-4)))
  for (const row of sources.zh) {
    if (known.has(nameAndBrand(row.horse_name)?.brand ?? '')) continue
    const entry = entryOfZh(row, context.names)
    if (typeof entry === 'string') context.rejects.push({ file: 'results_zh.csv', row: row.line, reason: entry })
    else add(entry, 'results_zh.csv', row.line)
  }
  return entries
}

/** Lengths behind the runner in front, which is the next better placed; null for the winner and where either is unknown. */
const margins = (entries: readonly Entry[]): ReadonlyMap<Entry, number> => {
  const placed = entries.filter((entry) => entry.placing !== null).sort((a, b) => (a.placing ?? 0) - (b.placing ?? 0))
  const out = new Map<Entry, number>()
  placed.forEach((entry, index) => {
    const ahead = placed[index - 1]?.beaten ?? null
    if (ahead !== null && entry.beaten !== null) out.set(entry, Math.max(0, Number((entry.beaten - ahead).toFixed(2))))
  })
  return out
}

interface Lookups {
  readonly start: string; readonly sections: Sections; readonly knownAt: string; readonly cardAt: string; readonly deadHeats: ReadonlySet<number>; readonly shortest: number; readonly margins: ReadonlyMap<Entry, number>
  readonly sectionals: ReadonlyMap<string, { readonly line: number; readonly cells: readonly Cell[] }>; readonly gear: ReadonlyMap<string, SideRow<GearColumn>>
}

const person = (name: string): { sourceId: string; name: string; country: null } => ({ sourceId: name, name, country: null })

const resultOf = (entry: Entry, at: Lookups, comment: string | null): RunnerRecord['result'] => {
  if (entry.finish === null) return null
  const tied = entry.placing !== null && at.deadHeats.has(entry.placing)
  return {
    status: entry.finish === 'FINISHED' && tied ? 'DEAD_HEAT' : entry.finish, position: entry.finish === 'FINISHED' ? entry.placing : null,
    marginLengths: at.margins.get(entry) ?? null, beatenLengths: entry.finish === 'FINISHED' ? entry.beaten : null, finishTimeMs: entry.timeMs,
    startingPrice: entry.odds, favourite: entry.odds === null ? null : entry.odds === at.shortest, prize: null, comment, knownAt: at.knownAt,
  }
}

const runnerOf = (entry: Entry, sources: RaceSources, at: Lookups, context: BuildContext): RunnerRecord => {
  const brand = entry.horseId.slice(-4)
  const gear = at.gear.get(brand)
  const sections = at.sectionals.get(brand)
  const rating = Number(sources.form.get(brand)?.rating || Number.NaN)
  return {
    horse: context.horses.record(entry.horseId),
    jockey: entry.jockey === null ? null : { ...person(entry.jockey), apprentice: false, claimKg: null },
    trainer: entry.trainer === null ? null : { ...person(entry.trainer), location: null },
    number: entry.number, barrier: entry.draw, emergencyNumber: null, status: entry.status, weightKg: kgOf(entry.carriedLb), allocatedKg: null, claimKg: null, overweightKg: null,
    bodyWeightKg: entry.bodyLb === null ? null : kgOf(entry.bodyLb), handicapRating: Number.isInteger(rating) && rating >= 0 && rating <= 200 ? rating : null, ageAtRace: null, silks: null,
    result: resultOf(entry, at, gear?.commentary.trim() || null),
    gear: gear === undefined ? [] : gearOf(gear.gear, at.cardAt, (reason) => { context.rejects.push({ file: 'commentary_gear.csv', row: gear.line, reason }) }),
    inRunning: inRunning(entry.calls, at.sections, sections?.cells ?? []),
    sectionals: sectionals(sections?.cells ?? [], at.sections, (reason) => { context.rejects.push({ file: 'sectional_times.csv', row: sections?.line ?? 0, reason }) }), prices: [],
  }
}

const withdrawal = (entry: Entry, raceId: string, number: number, start: string, date: string): ChangeRecord => {
  const late = entry.status === ('LATE_SCRATCHED' satisfies RunnerStatus)
  const at = late ? lateWithdrawalAt(start) : cardKnownAt(date)
  return {
    sourceId: `${raceId}-${entry.horseId}-withdrawn`, kind: 'SCRATCHING', raceNumber: number, horseId: entry.horseId, before: null, after: null, text: `Withdrawn (${entry.code ?? ''})`,
    reason: entry.code?.startsWith('WV') === true ? 'veterinary grounds' : null, late, at, knownAt: at,
  }
}

const lookups = (sources: RaceSources, entries: readonly Entry[], distanceM: number | null, context: BuildContext): Lookups => {
  const start = estimatedStart(sources.date, sources.venue, sources.number)
  const runners = new Set(entries.map((entry) => entry.horseId.slice(-4)))
  const rows = byBrand(sources.sectionals, 'sectional_times.csv', runners, context.rejects)
  const sectionRows = new Map([...rows].map(([brand, row]) => [brand, { line: row.line, cells: cellsOf(row) }]))
  const places = entries.flatMap(({ placing, finish }) => placing === null || finish !== 'FINISHED' ? [] : [placing])
  return {
    start, knownAt: resultKnownAt(start), cardAt: cardKnownAt(sources.date), sectionals: sectionRows, gear: byBrand(sources.gear, 'commentary_gear.csv', runners, context.rejects), margins: margins(entries),
    sections: sectionsOf(distanceM, Math.max(0, ...entries.map(({ calls }) => calls.length), ...[...sectionRows.values()].map(({ cells }) => sectionCount(cells)))),
    deadHeats: new Set(places.filter((place, index) => places.indexOf(place) !== index)), shortest: Math.min(...entries.map(({ odds }) => odds ?? Infinity)),
  }
}

/** One race of results_en or, where that lacks it, of results_zh: `feed` says which. */
export const buildRace = (sources: RaceSources, context: BuildContext): BuiltRace => {
  const { date, venue, number, spine } = sources
  const raceId = `${date}-${venue}-${number}`
  const feed = spine === undefined ? 'results_zh' : 'results_en'
  const terms = raceTerms(number, venue, spine, sources.zh[0], [...sources.form.values()][0], (reason) => { context.rejects.push({ file: spine === undefined ? 'results_zh.csv' : sources.spineFile, row: `race ${number}`, reason }) })
  const entries = entriesOf(sources, context)
  const at = lookups(sources, entries, terms.distanceM, context)
  const times = entries.flatMap(({ placing, timeMs }) => placing === 1 && timeMs !== null ? [timeMs] : [])
  const race: RaceRecord = {
    ...terms, sourceId: raceId, feed, number, kind: 'FLAT', status: 'FINAL', scheduledStart: at.start, startEstimated: true, actualStart: null, sexRestriction: null, minimumWeightKg: null,
    apprenticesCanClaim: null, fieldLimit: null, prizes: [], goingNumber: null, winningTimeMs: times.length === 0 ? null : Math.min(...times), last600Ms: null, tempo: null, stewardsReport: null,
    resultKnownAt: at.knownAt, runners: entries.map((entry) => runnerOf(entry, sources, at, context)),
    dividends: raceDividends(spine?.dividends ?? [], sources.dividends, (row, reason) => { context.rejects.push({ file: 'dividends.csv', row, reason }) }),
  }
  return { race, changes: entries.filter(({ finish }) => finish === null).map((entry) => withdrawal(entry, raceId, number, at.start, date)) }
}
