import type { MeetingRecord, Reject } from '../../domain/records'
import type { Names } from './entry'
import type { HorseBook } from './horse-book'
import type { NameBook } from './name-book'
import type { BuildContext, RaceSources } from './race-build'
import { buildRace } from './race-build'
import { isPaid } from './dividends'
import type { SideRow } from './side-file'
import type { FormColumn, SideFiles, ZhColumn } from './side-files'
import type { Spine, SpineRace } from './spine'
import { VENUES } from './venues'

/** What the whole directory teaches about a name or a brand, learned before the first meeting is built. */
export interface Knowledge { readonly horses: HorseBook; readonly jockeys: NameBook; readonly trainers: NameBook }
export interface MeetingKey { readonly key: string; readonly date: string; readonly venue: string }

const grouped = <R, K>(rows: readonly R[], key: (row: R) => K): Map<K, R[]> => {
  const groups = new Map<K, R[]>()
  for (const row of rows) {
    const group = groups.get(key(row))
    if (group === undefined) groups.set(key(row), [row])
    else group.push(row)
  }
  return groups
}
const formByRace = (rows: readonly SideRow<FormColumn>[]): Map<number, Map<string, SideRow<FormColumn>>> =>
  new Map([...grouped(rows, (row) => Number(row.race_index))].map(([index, lines]) => [index, new Map(lines.map((line) => [line.horse_no, line]))]))

const namesOn = ({ horses, jockeys, trainers }: Knowledge, date: string) => (row: SideRow<ZhColumn>, brand: string): Names =>
  ({ horseId: horses.resolve(brand, date), jockey: jockeys.english(row.jockey), trainer: trainers.english(row.trainer) })

/** Rows whose race neither results_en nor results_zh has. Refunds of a void race are no loss; what it did pay is refused aloud. */
const orphans = (sources: { readonly file: string; readonly rows: ReadonlyMap<number, readonly { readonly line: number }[]> }[], races: ReadonlySet<number>, rejects: Reject[]): void => {
  for (const { file, rows } of sources) {
    for (const [number, lines] of rows) {
      if (!races.has(number)) for (const { line } of lines) rejects.push({ file, row: line, reason: `no results file has race ${number} of the meeting` })
    }
  }
}

const sourcesOf = ({ key, date, venue }: MeetingKey, spine: Spine | null, files: SideFiles, rejects: Reject[]): RaceSources[] => {
  const number = (row: { readonly race_no: string }): number => Number(row.race_no)
  const zh = grouped(files.zh.rows(key, rejects), number)
  const sectionals = grouped(files.sectionals.rows(key, rejects), number)
  const gear = grouped(files.gear.rows(key, rejects), number)
  const dividends = grouped(files.dividends.rows(key, rejects).filter(isPaid), number)
  const form = formByRace(files.form.rows(key, rejects))
  const races = new Map((spine?.races ?? []).map((race): [number, SpineRace] => [race.raceNo, race]))
  const numbers = new Set([...races.keys(), ...[...zh.keys()].filter((race) => isRaceNumber(race))])
  for (const [race, rows] of zh) if (!isRaceNumber(race)) for (const { line } of rows) rejects.push({ file: 'results_zh.csv', row: line, reason: 'race_no is not a race number' })
  orphans([{ file: 'sectional_times.csv', rows: sectionals }, { file: 'commentary_gear.csv', rows: gear }, { file: 'dividends.csv', rows: dividends }], numbers, rejects)
  return [...numbers].sort((a, b) => a - b).map((race) => ({
    date, venue, number: race, spineFile: `results_en/${key}.json`, spine: races.get(race), zh: zh.get(race) ?? [], sectionals: sectionals.get(race) ?? [], gear: gear.get(race) ?? [],
    dividends: dividends.get(race) ?? [], form: form.get(races.get(race)?.raceIndex ?? Number(zh.get(race)?.[0]?.race_meeting_no)) ?? new Map<string, SideRow<FormColumn>>(),
  }))
}
const isRaceNumber = (race: number): boolean => Number.isInteger(race) && race >= 1 && race <= 40

/** One day's races at one course. Null when neither file gives a race. */
export const buildMeeting = (meeting: MeetingKey, spine: Spine | null, files: SideFiles, knowledge: Knowledge, rejects: Reject[]): MeetingRecord | null => {
  const { key, date, venue } = meeting
  const place = VENUES[venue]
  if (place === undefined) return null
  const context: BuildContext = { horses: knowledge.horses, names: namesOn(knowledge, date), rejects }
  const built = sourcesOf(meeting, spine, files, rejects).map((sources) => buildRace(sources, context))
  const layout = built.find(({ race }) => race.courseLayout !== null)?.race.courseLayout ?? null
  return built.length === 0 ? null : {
    source: 'HKJC', sourceId: key, date, venue: place, name: null, status: 'FINISHED', kind: 'FLAT', tier: null, rail: layout === null ? null : { text: `"${layout}" Course`, offsetM: null },
    expectedCondition: null, races: built.map(({ race }) => race), trackRatings: [], weather: [], changes: built.flatMap(({ changes }) => changes),
  }
}
