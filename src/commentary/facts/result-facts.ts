import type { FinishStatus } from '../../domain/vocabulary'
import { valueText } from '../../features/value-text'
import { cleanComment, cleanName } from '../untrusted'
import { draft, type Draft } from './draft'
import type { FinishMaterial, ResultMaterial, RunnerMaterial } from './material'
import { lengths, many, ordinal, quarterLengths, readable } from './words'

const ENDS: Readonly<Partial<Record<FinishStatus, string>>> = { DID_NOT_FINISH: 'did not finish', LOST_RIDER: 'lost its rider', LEFT_AT_START: 'was left at the start', BROUGHT_DOWN: 'was brought down', UNSEATED: 'unseated its rider', DISQUALIFIED: 'was disqualified', REFUSED: 'refused', RAN_OUT: 'ran out', PULLED_UP: 'was pulled up', FELL: 'fell' }
const PLACES = ['winner', 'second', 'third'] as const

function finishFacts({ runnerId, status, position, beatenLengths, finishTimeMs, comment }: FinishMaterial, of: number, wonBy: number | null): readonly Draft[] {
  const margin = position === 1 ? wonBy : beatenLengths
  const counts = margin !== null && margin > 0
  const behind = !counts ? '' : position === 1 ? `, won by ${lengths(margin)}` : `, beaten ${lengths(margin)}`
  const quarters = counts ? quarterLengths(margin) : null
  const time = finishTimeMs === null ? null : valueText({ unit: 'ms' }, finishTimeMs)
  const text = position === null ? ENDS[status] ?? readable(status).toLowerCase() : `${status === 'DEAD_HEAT' ? 'dead heat, ' : ''}${ordinal(position)} of ${of}${behind}`
  const words = comment === null ? '' : cleanComment(comment)
  return [
    draft({ runnerId, topic: 'result', label: 'finish', text, value: position, unit: position === null ? null : 'rank', also: position === null ? [] : [ordinal(position), position === 1 ? 'won' : position <= 3 ? 'placed' : 'unplaced', many(of, 'runner'), ...(counts ? [lengths(margin)] : []), ...(quarters === null ? [] : [quarters])] }),
    ...(time === null ? [] : [draft({ runnerId, topic: 'result', label: 'finishing time', text: time, value: finishTimeMs, unit: 'ms' })]),
    ...(words === '' ? [] : [draft({ runnerId, topic: 'result', label: 'comment on the race', text: words, untrusted: true })]),
  ]
}

/** What came of the race. The margin of the winner is that of the second. */
export function resultFacts({ winningTimeMs, runners }: ResultMaterial, field: readonly RunnerMaterial[]): readonly Draft[] {
  const [of, time] = [runners.length, winningTimeMs === null ? null : valueText({ unit: 'ms' }, winningTimeMs)]
  const winners = runners.filter(({ position }) => position === 1).length
  const second = runners.filter(({ position, beatenLengths }) => position !== null && position > 1 && beatenLengths !== null).reduce<number | null>((least, { beatenLengths }) => (least === null || (beatenLengths ?? 0) < least ? beatenLengths : least), null)
  const names = new Map(field.map(({ runner, horse }) => [runner.runnerId, { horse: cleanName(horse), number: runner.number }]))
  const placed = PLACES.flatMap((label, i): readonly Draft[] => {
    const there = runners.filter(({ position }) => position === i + 1).flatMap(({ runnerId }) => { const one = names.get(runnerId); return one === undefined || one.horse === '' ? [] : [one] })
    return there.length === 0 ? [] : [draft({ runnerId: null, topic: 'result', label, text: there.map(({ horse }) => horse).join(' and '), also: there.flatMap(({ number }) => (number === null ? [] : [`number ${number}`])) })]
  })
  return [
    ...placed, ...(time === null ? [] : [draft({ runnerId: null, topic: 'result', label: 'winning time', text: time, value: winningTimeMs, unit: 'ms' })]),
    ...runners.flatMap((one) => finishFacts(one, of, winners === 1 ? second : null)),
  ]
}
