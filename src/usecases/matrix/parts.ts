import { AppError } from '../../domain/errors'
import type { RaceTable } from '../../models/data/race-table'
import { walkForward, type Days } from '../../models/data/split'

/** Days, both included, that are judged by what was fitted before them. */
export interface Part { readonly label: string; readonly from: string; readonly to: string; /** It did not begin before the first race or end after the last. */ readonly isWhole: boolean }
export interface Parts { readonly by: 'SEASONS' | 'PARTS'; readonly parts: readonly Part[] }

/** A season of Hong Kong begins in September, of Australia in August; both end in July. */
const FIRST_MONTH = 8
const FEWEST_SEASONS = 4
/** Equal parts; the first of six is only trained on. */
const EQUAL_PARTS = 5

export const seasonOf = (date: string): number => Number(date.slice(0, 4)) - (Number(date.slice(5, 7)) < FIRST_MONTH ? 1 : 0)
export const seasonLabel = (season: number): string => `${season}/${String((season + 1) % 100).padStart(2, '0')}`

/** Seasons but the first, which is only trained on; of fewer than four, six equal parts but the first. In order of time. */
export function partsOf(table: RaceTable): Parts {
  const dates = table.races.map(({ date }) => date).sort()
  const seasons = [...new Set(dates.map(seasonOf))]
  if (seasons.length < FEWEST_SEASONS) {
    const parts = [...walkForward(table, { from: null, to: null }, EQUAL_PARTS, [])].map(({ validate: { races } }, i): Part => ({ label: `part ${i + 2} of ${EQUAL_PARTS + 1}`, from: races[0]?.date ?? '', to: races.at(-1)?.date ?? '', isWhole: true }))
    return { by: 'PARTS', parts }
  }
  const parts = seasons.map((season): Part => {
    const own = dates.filter((date) => seasonOf(date) === season)
    const [from, to] = [own[0] ?? '', own.at(-1) ?? '']
    return { label: seasonLabel(season), from, to, isWhole: to >= `${season + 1}-07` || season !== seasons.at(-1) }
  })
  return { by: 'SEASONS', parts: parts.slice(1) }
}

/** How many whole parts are judged unless days are given. */
const JUDGED = 3
/** Which parts are judged, and of which days: those asked for, else the last three that are whole. One before them must be left to weigh on. @throws AppError BAD_USER_INPUT */
export function judgedParts({ parts }: Parts, { from, to }: Days): readonly Part[] {
  const weighable = parts.slice(1)
  const first = weighable[0]
  if (first === undefined) throw new AppError('BAD_USER_INPUT', 'There are too few races to weigh rules on some, by a model fitted on earlier ones, and to judge them on later ones: import more, at least three meetings.')
  if (from === null && to === null) return weighable.filter(({ isWhole }) => isWhole).slice(-JUDGED)
  if (from !== null && from < first.from) throw new AppError('BAD_USER_INPUT', `--from is ${from}, and there is too little before it to weigh rules on: begin on ${first.from} or later.`)
  const cut = weighable.filter((part) => (from === null || part.to >= from) && (to === null || part.from <= to))
    .map((part): Part => ({ ...part, from: from !== null && from > part.from ? from : part.from, to: to !== null && to < part.to ? to : part.to }))
  if (cut.length === 0) throw new AppError('BAD_USER_INPUT', `There is nothing to judge from ${from ?? 'the first day'} to ${to ?? 'the last'}: races that can be judged run from ${first.from} to ${weighable.at(-1)?.to ?? ''}.`)
  return cut
}
