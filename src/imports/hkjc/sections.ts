import type { InRunningRecord, SectionalRecord } from '../../domain/records'
import { lengthsOf } from './lengths'
import type { SideRow } from './side-file'
import type { SectionalColumn } from './side-files'

/** Sections end 400 m apart from the post; the first is what is left of the distance (450 m of 1,650, 200 m of 1,000). */
const SECTION_M = 400
/** Eased and lame horses do take 70 s for 400 m; `99.99` is the timer's way to say that it has no time. */
const SLOWEST_MS_PER_M = 240
const POSITION = /^[1-9]\d?$/
const ORDINALS = [1, 2, 3, 4, 5, 6] as const

/** The sections of a race: how many, and the length of the first in metres; null when distance and calls do not go together. */
export interface Sections { readonly count: number; readonly firstM: number | null }

export const sectionsOf = (distanceM: number | null, count: number): Sections => {
  const first = distanceM === null ? null : distanceM - SECTION_M * (count - 1)
  return { count, firstM: first !== null && first >= 100 && first <= 600 ? first : null }
}

/** Metres from the post at the end of section `ordinal` (from 1). */
const endOf = (sections: Sections, ordinal: number): number => (sections.count - ordinal) * SECTION_M
const startOf = (sections: Sections, ordinal: number, firstM: number): number => ordinal === 1 ? endOf(sections, 1) + firstM : endOf(sections, ordinal - 1)

/** Behind the leader at that point: 0 for the leader itself, whose cell holds the lengths that it is ahead. */
const marginOf = (cell: string, position: number | null): number | null => position === 1 ? 0 : cell === '' ? null : lengthsOf(cell)

/** One section of a sectional row: where the horse was at its end, and the time as written. */
export interface Cell { readonly ordinal: number; readonly position: number | null; readonly margin: number | null; readonly time: string }

/** The sections that a row has anything on. A time cell holds several numbers from 2022-09 on (`24.31 12.14    12.17`): the section's, then its halves. */
export const cellsOf = (row: SideRow<SectionalColumn>): readonly Cell[] => ORDINALS.flatMap((ordinal): Cell[] => {
  const place = row[`sec${ordinal}_running_pos`]
  const time = row[`sec${ordinal}_time`].trim()
  if (place === '' && time === '') return []
  const position = POSITION.test(place) ? Number(place) : null
  const space = time.indexOf(' ')
  return [{ ordinal, position, margin: marginOf(row[`sec${ordinal}_margin`], position), time: space < 0 ? time : time.slice(0, space) }]
})

export const sectionCount = (cells: readonly Cell[]): number => cells.at(-1)?.ordinal ?? 0

/** Positions at the end of each section, `call 1` first. Where the calls are fewer than the race has, the last are missing: the horse did not finish. */
export const inRunning = (calls: readonly number[], sections: Sections, cells: readonly Cell[]): InRunningRecord[] => calls.map((position, index) => {
  const cell = cells.find(({ ordinal }) => ordinal === index + 1)
  return {
    point: `call ${index + 1}`, metresFromHome: sections.firstM === null ? null : endOf(sections, index + 1), position, marginLengths: cell?.position === position ? cell.margin : null,
  }
})

/** The times of a row's sections; `reject` hears of those that cannot be. */
export const sectionals = (cells: readonly Cell[], sections: Sections, reject: (reason: string) => void): SectionalRecord[] => {
  const { firstM } = sections
  const timed = cells.filter((cell) => cell.time !== '')
  if (firstM === null) {
    if (timed.length > 0) reject(`the distance is unknown or does not go with ${sections.count} sections: times not stored`)
    return []
  }
  return timed.flatMap((cell): SectionalRecord[] => {
    const fromM = startOf(sections, cell.ordinal, firstM)
    const toM = endOf(sections, cell.ordinal)
    const timeMs = Math.round(Number(cell.time) * 1000)
    if (timeMs > 0 && timeMs <= (fromM - toM) * SLOWEST_MS_PER_M) return [{ fromM, toM, timeMs, position: cell.position, marginLengths: cell.margin }]
    reject(`section ${cell.ordinal}: ${JSON.stringify(cell.time)} is no time for ${fromM - toM} m`)
    return []
  })
}
