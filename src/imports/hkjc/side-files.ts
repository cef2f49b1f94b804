import type { SideFile, SideSpec } from './side-file'
import { isDate } from './is-date'
import { openSideFile } from './side-file'

const VENUE: Readonly<Record<string, string>> = { 沙田: 'ST', 沙田全天候: 'ST', 跑馬地: 'HV', 'SHA TIN': 'ST', 'HAPPY VALLEY': 'HV' }

/** `2023-04-23-ST`; null when the date or the racecourse is not one we know. */
export const meetingKey = (date: string, venue: string): string | null => {
  const code = VENUE[venue]
  return code !== undefined && isDate(date) ? `${date}-${code}` : null
}

const spec = <const C extends string>(name: string, columns: readonly C[], leading: boolean, key: SideSpec<C>['key']): SideSpec<C> => ({ name, columns, leading, key })

export const RESULTS_ZH = spec('results_zh.csv', [
  'date', 'venue', 'race_no', 'race_meeting_no', 'race_name', 'race_class', 'distance_m', 'rating_range', 'going', 'course', 'prize_hkd', 'race_finish_time',
  'place', 'horse_no', 'horse_name', 'jockey', 'trainer', 'actual_wt_lbs', 'declared_wt_lbs', 'draw', 'lbw', 'running_position', 'finish_time', 'win_odds',
], true, (row) => meetingKey(row.date, row.venue))

export const SECTIONALS = spec('sectional_times.csv', [
  'date', 'venue', 'race_no', 'horse_no', 'horse_name', 'sec1_margin', 'sec1_running_pos', 'sec1_time', 'sec2_margin', 'sec2_running_pos', 'sec2_time',
  'sec3_margin', 'sec3_running_pos', 'sec3_time', 'sec4_margin', 'sec4_running_pos', 'sec4_time', 'sec5_margin', 'sec5_running_pos', 'sec5_time',
  'sec6_margin', 'sec6_running_pos', 'sec6_time',
], true, (row) => meetingKey(row.date, row.venue))

export const GEAR = spec('commentary_gear.csv', ['date', 'venue', 'race_no', 'horse_name', 'gear', 'commentary'], true, (row) => meetingKey(row.date, row.venue))

export const DIVIDENDS = spec('dividends.csv', ['date', 'venue', 'race_no', 'pool', 'combination', 'dividend_hkd'], true, (row) => meetingKey(row.date, row.venue))

/** `iso_date` only: the file's `date` comes in two formats. Lines from courses outside Hong Kong (Conghua) are of no meeting of ours. */
export const FORM = spec('form_records.csv', ['iso_date', 'horse_no', 'race_index', 'racecourse', 'distance_m', 'race_class', 'rating'], false,
  (row) => isDate(row.iso_date) ? meetingKey(row.iso_date, row.racecourse) ?? '' : null)

export const TRIALS = spec('barrier_trials_2015_2017.csv', [
  'plc', 'horse', 'jockey', 'trainer', 'draw', 'gear', 'lbw', 'runningpos', 'time', 'comment', 'date', 'distance', 'going', 'raceno', 'venue', 'course', 'result',
], false, (row) => meetingKey(row.date, row.venue))

/** Both horse files are one group, under the key `all`. */
export const STATIC = spec('horses_static.csv', ['horse_no', 'origin', '毛色___性別', '進口類別', '父系', '母系', '外祖父'], false, () => 'all')
export const INFO = spec('horse_info_2017.csv', ['horse', 'country', 'colour', 'sex', 'owner', 'import_type', 'sire', 'dam', 'start_rating'], false, () => 'all')

type ColumnOf<S> = S extends SideSpec<infer C> ? C : never
export type ZhColumn = ColumnOf<typeof RESULTS_ZH>
export type SectionalColumn = ColumnOf<typeof SECTIONALS>
export type GearColumn = ColumnOf<typeof GEAR>
export type DividendColumn = ColumnOf<typeof DIVIDENDS>
export type FormColumn = ColumnOf<typeof FORM>
export type TrialColumn = ColumnOf<typeof TRIALS>
export type StaticColumn = ColumnOf<typeof STATIC>
export type InfoColumn = ColumnOf<typeof INFO>

export interface SideFiles {
  readonly zh: SideFile<ZhColumn>; readonly sectionals: SideFile<SectionalColumn>; readonly gear: SideFile<GearColumn>; readonly dividends: SideFile<DividendColumn>
  readonly form: SideFile<FormColumn>; readonly trials: SideFile<TrialColumn>; readonly horses: SideFile<StaticColumn>; readonly info: SideFile<InfoColumn>
}

export const openSideFiles = async (dir: string): Promise<SideFiles> => {
  const [zh, sectionals, gear, dividends, form, trials, horses, info] = await Promise.all([
    openSideFile(dir, RESULTS_ZH), openSideFile(dir, SECTIONALS), openSideFile(dir, GEAR), openSideFile(dir, DIVIDENDS),
    openSideFile(dir, FORM), openSideFile(dir, TRIALS), openSideFile(dir, STATIC), openSideFile(dir, INFO),
  ])
  return { zh, sectionals, gear, dividends, form, trials, horses, info }
}
