import type { SheetRunner } from '../fact'
import type { Notes } from './notes'
import { pastRun } from './past-run'
import { by, type Piece } from './piece'

/** The last run in words: `told` stands after a name (`won over 1,200 m at Sha Tin 21 days ago`), `before` in front of one (`A winner over 1,200 m at Sha Tin last time`). */
export interface FormWords { readonly told: readonly Piece[]; readonly before: readonly Piece[]; readonly won: boolean; readonly good: boolean }

export function formWords(notes: Notes, runner: SheetRunner): FormWords | null {
  const run = pastRun(notes.own(runner, 'last run'))
  if (run === null) {
    const debut = notes.own(runner, 'debut')
    return debut === null ? null : { told: [by('has no earlier start on record', debut), by('starts for the first time on record', debut)], before: [by('without an earlier start on record', debut)], won: false, good: false }
  }
  const { fact, place, position, field, where, margin, lengths, ago } = run
  const here = where === '' ? '' : ` ${where}`
  const say = (...texts: readonly string[]): readonly Piece[] => texts.map((text) => by(text, fact))
  if (place === null || position === null) return { told: say(`did not finish${here} ${ago}`), before: say('without a finish last time'), won: false, good: false }
  if (position === 1) return {
    won: true, good: true,
    told: margin === null ? say(`won${here} ${ago}`, `landed its last race${here} ${ago}`) : say(`won by ${margin}${here} ${ago}`, `scored by ${margin}${here} ${ago}`, `beat ${field === '2' ? 'its one rival' : 'its rivals'} by ${margin}${here} ${ago}`),
    before: say(`a winner${here} last time`, `successful${here} ${ago}`, ...(margin === null ? [] : [`a winner by ${margin}${here} ${ago}`])),
  }
  const behind = margin === null ? '' : `, beaten ${margin}`
  const close = lengths !== null && lengths <= 2
  if (position <= 3) return {
    won: false, good: true, told: say(`finished ${place} of ${field}${here} ${ago}${behind}`, `ran ${place} of ${field}${here} last time${behind}`, ...(margin === null ? [] : [`was beaten ${margin} into ${place} place${here} ${ago}`])),
    before: say(`${place} of ${field}${here} last time`, ...(margin === null ? [] : [`beaten ${margin} when ${place}${here} ${ago}`])),
  }
  const poor = position * 2 > Number(field)
  return {
    won: false, good: close,
    told: close ? say(`was beaten only ${margin ?? ''} when ${place} of ${field}${here} ${ago}`, `came ${place} of ${field}${here} last time, beaten just ${margin ?? ''}`) : say(`finished ${place} of ${field}${here} ${ago}${behind}`, `${poor ? 'managed only' : 'came'} ${place} of ${field}${here} last time${behind}`, ...(margin === null ? [] : [`was beaten ${margin} when ${place} of ${field}${here} ${ago}`])),
    before: close ? say(`beaten only ${margin ?? ''} when ${place}${here} last time`) : say(`${place} of ${field}${here} last time`, `${poor ? 'only ' : ''}${place}${here} ${ago}`),
  }
}

/** What the newest finishes together say, after `it`; null where that is little. */
export function trend(notes: Notes, runner: SheetRunner): Piece | null {
  const line = notes.own(runner, 'recent finishes, the latest last')
  if (line === null) return null
  const [wins, places, runs] = [/^(\d+) wins?$/, /^(\d+) places?$/, /^(\d+) runs$/].map((pattern) => line.also.flatMap((one) => pattern.exec(one)?.[1] ?? []).map(Number)[0])
  if (wins === undefined || places === undefined || runs === undefined || runs < 3) return null
  if (wins >= 2) return by(wins === runs ? `has won all of its last ${runs}` : `has won ${wins} of its last ${runs}`, line)
  if (places === 0) return by(`has missed the places in all of its last ${runs} runs`, line)
  if (places >= runs / 2) return by(`has been placed in ${places === runs ? 'all' : places} of its last ${runs}${wins === 0 ? ' without winning' : ''}`, line)
  return null
}
