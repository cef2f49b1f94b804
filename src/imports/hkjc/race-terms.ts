import type { RaceRecord } from '../../domain/records'
import type { SideRow } from './side-file'
import type { FormColumn, ZhColumn } from './side-files'
import type { SpineRace } from './spine'
import { CLASS_TEXT, GOING, PATTERN, ZH_CLASS } from './words'

export type RaceTerms = Pick<RaceRecord, 'name' | 'distanceM' | 'surface' | 'trackName' | 'courseLayout' | 'direction' | 'pattern' | 'classCode' | 'classText' | 'ratingLow' | 'ratingHigh'
  | 'ageRestriction' | 'weightCondition' | 'prizeTotal' | 'currency' | 'going' | 'winningTimeMs'>

/** `40-15` is 15 to 40; `90+` has no upper end. */
export const ratingBand = (band: string | null): { ratingLow: number | null; ratingHigh: number | null } => {
  const match = /^(\d+)(?:-(\d+)|\+)$/.exec(band ?? '')
  const [one, two] = [match?.[1], match?.[2]]
  if (one === undefined) return { ratingLow: null, ratingHigh: null }
  return two === undefined ? { ratingLow: Number(one), ratingHigh: null } : { ratingLow: Math.min(Number(one), Number(two)), ratingHigh: Math.max(Number(one), Number(two)) }
}

const ALL_WEATHER = /ALL WEATHER|全天候/
const LAYOUT = /"([^"]+)"/

/** The all-weather track of Sha Tin is sand and fibre on a dirt base and is run on as dirt. Its turf course has a straight 1,000 m. */
const courseOf = (course: string, venue: string, distanceM: number | null): Pick<RaceTerms, 'surface' | 'trackName' | 'courseLayout' | 'direction'> => {
  if (ALL_WEATHER.test(course)) return { surface: 'DIRT', trackName: 'All Weather Track', courseLayout: null, direction: 'RIGHT' }
  return { surface: 'TURF', trackName: 'Turf', courseLayout: LAYOUT.exec(course)?.[1] ?? null, direction: venue === 'ST' && distanceM === 1000 ? 'STRAIGHT' : 'RIGHT' }
}

const whole = (text: string | undefined): number | null => text !== undefined && /^\d+$/.test(text) ? Number(text) : null
const metres = (text: string | undefined): number | null => {
  const value = whole(text)
  return value !== null && value >= 100 && value <= 8000 ? value : null
}

/** What a race is, from results_en where it stands there, results_zh, and any form line of one of its runners for what both leave blank (class and distance of feature races). */
export const raceTerms = (number: number, venue: string, spine: SpineRace | undefined, zh: SideRow<ZhColumn> | undefined, form: SideRow<FormColumn> | undefined, unknown: (reason: string) => void): RaceTerms => {
  const distanceM = spine?.distance ?? metres(zh?.distance_m) ?? metres(form?.distance_m)
  const classCode = spine?.raceClass?.toString() ?? form?.race_class ?? ZH_CLASS[zh?.race_class ?? ''] ?? null
  const band = spine?.ratingBand ?? zh?.rating_range ?? null
  const goingWord = spine?.going ?? zh?.going ?? ''
  const going = GOING[goingWord] ?? null
  if (going === null) unknown(`going ${JSON.stringify(goingWord)} is not known: stored as unknown`)
  const prizeTotal = whole(zh?.prize_hkd)
  return {
    name: zh?.race_name || `Race ${number}`, distanceM, ...courseOf(spine?.course ?? zh?.course ?? '', venue, distanceM), pattern: PATTERN[classCode ?? ''] ?? 'NONE',
    classCode, classText: classCode === null ? null : CLASS_TEXT[classCode] ?? classCode, ...ratingBand(band), ageRestriction: classCode === '4YO' ? '4YO' : null,
    weightCondition: ratingBand(band).ratingLow !== null || (zh?.race_name ?? '').includes('讓賽') ? 'HANDICAP' : 'OTHER',
    prizeTotal, currency: prizeTotal === null ? null : 'HKD', going, winningTimeMs: null,
  }
}
