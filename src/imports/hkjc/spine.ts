import type { Reject } from '../../domain/records'
import { entryFault } from './entry-fault'

export interface SpineRunner {
  readonly placing: number; readonly horseNo: number; readonly horseId: string; readonly horseName: string; readonly jockey: string; readonly trainer: string
  readonly actualWeight: number; readonly declaredHorseWeight: number | null; readonly draw: number; readonly lbw: number | null
  readonly runningPosition: readonly number[]; readonly finishSeconds: number; readonly winOdds: number
}
export interface SpineDividend { readonly pool: string; readonly combination: readonly number[]; readonly dividendPer10: number }
export interface SpineRace {
  readonly raceNo: number; readonly raceIndex: number; readonly raceClass: number | null; readonly distance: number | null; readonly ratingBand: string | null
  readonly surface: string; readonly course: string; readonly going: string; readonly runners: readonly SpineRunner[]; readonly dividends: readonly SpineDividend[]
}
export interface Spine { readonly races: readonly SpineRace[]; readonly rejects: readonly Reject[] }

type Loose = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Loose => typeof value === 'object' && value !== null && !Array.isArray(value)
const isWhole = (value: unknown, low: number, high: number): value is number => Number.isInteger(value) && (value as number) >= low && (value as number) <= high
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)
const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''
const HORSE_ID = /^HK_\d{4}_[A-Z]\d{3}$/

/** Why a runner of results_en cannot be taken; null when it can. */
const runnerFault = (runner: Loose): string | null => {
  for (const field of ['horseName', 'jockey', 'trainer']) if (!isText(runner[field])) return `${field} is missing or not text`
  if (!isText(runner.horseId) || !HORSE_ID.test(runner.horseId)) return `horseId ${JSON.stringify(runner.horseId)} is not of the form HK_2010_M327`
  for (const field of ['placing', 'horseNo', 'actualWeight', 'draw', 'finishSeconds', 'winOdds']) if (!isNumber(runner[field])) return `${field} is missing or not a number`
  for (const field of ['declaredHorseWeight', 'lbw']) if (runner[field] !== null && !isNumber(runner[field])) return `${field} is neither a number nor null`
  const calls = runner.runningPosition
  if (!Array.isArray(calls) || !calls.every((call) => isWhole(call, 1, 40))) return 'runningPosition is not a list of positions'
  const { placing, horseNo, actualWeight, declaredHorseWeight, draw, winOdds, finishSeconds, lbw } = runner as unknown as SpineRunner
  if (!isWhole(placing, 1, 40)) return `placing ${placing} is not a place`
  if (finishSeconds < 30 || finishSeconds > 600) return `finishSeconds ${finishSeconds} is not between 30 and 600`
  if (lbw !== null && (lbw < 0 || lbw > 999)) return `lbw ${lbw} is not between 0 and 999 lengths`
  return entryFault({ number: horseNo, carriedLb: actualWeight, bodyLb: declaredHorseWeight, draw, odds: winOdds })
}

/** Why a race of results_en cannot be taken, apart from its runners. */
const raceFault = (race: Loose, key: string, seen: ReadonlySet<number>): string | null => {
  if (`${String(race.date)}-${String(race.racecourse)}` !== key) return `it is of ${String(race.date)} ${String(race.racecourse)}, not of the day and course in the file's name`
  if (!isWhole(race.raceNo, 1, 40)) return `raceNo ${JSON.stringify(race.raceNo)} is not a race number`
  if (seen.has(race.raceNo)) return `a second race ${race.raceNo} in the file`
  if (!isWhole(race.raceIndex, 1, 9999)) return `raceIndex ${JSON.stringify(race.raceIndex)} is not a number of the season`
  for (const field of ['surface', 'course', 'going']) if (!isText(race[field])) return `${field} is missing or not text`
  if (race.raceClass !== null && !isWhole(race.raceClass, 1, 9)) return `raceClass ${JSON.stringify(race.raceClass)} is neither a class nor null`
  if (race.distance !== null && !isWhole(race.distance, 100, 8000)) return `distance ${JSON.stringify(race.distance)} is neither metres nor null`
  if (race.ratingBand !== null && !isText(race.ratingBand)) return 'ratingBand is neither text nor null'
  return Array.isArray(race.runners) ? null : 'runners is missing or not a list'
}

const dividendsOf = (race: Loose): SpineDividend[] => {
  if (!isObject(race.dividends)) return []
  return Object.values(race.dividends).flatMap((pool) => Array.isArray(pool) ? pool as unknown[] : []).filter((dividend): dividend is SpineDividend & Loose =>
    isObject(dividend) && isText(dividend.pool) && Array.isArray(dividend.combination) && isNumber(dividend.dividendPer10) && dividend.dividendPer10 >= 0)
}

/** The races of the results_en file of meeting `key`. What is wrong goes to `rejects` with its race and runner, and takes nothing else with it. */
export const readSpine = (key: string, text: string): Spine => {
  const file = `results_en/${key}.json`
  const rejects: Reject[] = []
  const reject = (row: number | string, reason: string): void => { rejects.push({ file, row, reason }) }
  let parsed: unknown
  try { parsed = JSON.parse(text.replace(/^\uFEFF/, '')) } catch (error) { parsed = (error as Error).message }
  if (!Array.isArray(parsed)) {
    reject('file', typeof parsed === 'string' ? `not JSON: ${parsed}` : 'not a list of races')
    return { races: [], rejects }
  }
  const races: SpineRace[] = []
  const numbers = new Set<number>()
  parsed.forEach((race: unknown, index) => {
    const fault = isObject(race) ? raceFault(race, key, numbers) : 'not an object'
    if (fault !== null || !isObject(race)) return reject(`race ${index + 1} of the file`, fault ?? 'not an object')
    const raceNo = race.raceNo as number
    numbers.add(raceNo)
    const runners = (race.runners as unknown[]).filter((runner, at): runner is SpineRunner & Loose => {
      const wrong = isObject(runner) ? runnerFault(runner) : 'not an object'
      if (wrong !== null) reject(`race ${raceNo}, runner ${at + 1}`, wrong)
      return wrong === null
    })
    races.push({ ...(race as unknown as SpineRace), runners, dividends: dividendsOf(race) })
  })
  return { races, rejects }
}
