import { valueText } from '../../features/value-text'
import { cleanComment, cleanName } from '../untrusted'
import { draft, type Draft } from './draft'
import type { RunMaterial, RunnerMaterial } from './material'
import { lengths, many, ordinal, quarterLengths } from './words'

const runLabel = (back: number): string => (back === 0 ? 'last run' : `${ordinal(back + 1)} last run`)
/** Commas part what is said of a run. */
export const venueName = (venue: string): string => cleanName(venue).replaceAll(',', '')

/** `2nd of 12 over 1,200 m at Sha Tin, beaten 1.25 lengths, 21 days ago` */
function runFact(runnerId: number, run: RunMaterial, back: number): Draft {
  const { position, fieldSize, beatenLengths, wonByLengths, distanceM, daysAgo } = run
  const distance = distanceM === null ? null : valueText({ unit: 'm' }, distanceM)
  const ago = many(daysAgo, 'day')
  const finish = position === null ? `did not finish in a field of ${fieldSize}` : `${ordinal(position)} of ${fieldSize}`
  const venue = run.venue === null ? '' : venueName(run.venue)
  const margin = position === 1 ? wonByLengths : beatenLengths
  const behind = margin === null || position === null ? [] : position === 1 ? (margin > 0 ? [`won by ${lengths(margin)}`] : []) : margin > 0 ? [`beaten ${lengths(margin)}`] : []
  const quarters = margin === null ? null : quarterLengths(margin)
  return draft({
    runnerId, topic: 'pastRuns', label: runLabel(back), value: position, unit: position === null ? null : 'rank',
    text: [`${finish}${distance === null ? '' : ` over ${distance}`}${venue === '' ? '' : ` at ${venue}`}`, ...behind, `${ago} ago`].join(', '),
    also: [
      ...(position === null ? [] : [ordinal(position), position === 1 ? 'won' : position <= 3 ? 'placed' : 'unplaced']), many(fieldSize, 'runner'), ...(distance === null ? [] : [distance]), ...(margin === null || margin === 0 ? [] : [lengths(margin)]), ...(quarters === null ? [] : [quarters]), ago,
      ...(run.barrier === null ? [] : [`barrier ${run.barrier}`]), ...(run.weightKg === null ? [] : [valueText({ unit: 'kg' }, run.weightKg) ?? '']), ...(run.timeMs === null ? [] : [valueText({ unit: 'ms' }, run.timeMs) ?? '']),
    ],
  })
}
/** Finishes of the newest starts in one line, newest last as form is printed: `3-1-5-2`. */
function formLine(runnerId: number, past: readonly RunMaterial[]): readonly Draft[] {
  if (past.length < 2) return []
  const finishes = past.map(({ position }) => (position === null ? 'x' : String(position))).reverse()
  const [wins, placed] = [past.filter(({ position }) => position === 1).length, past.filter(({ position }) => position !== null && position <= 3).length]
  return [draft({ runnerId, topic: 'pastRuns', label: 'recent finishes, the latest last', text: finishes.join('-'), also: [many(wins, 'win'), many(placed, 'place'), `${past.length} runs`, ...finishes.flatMap((one) => (one === 'x' ? [] : [ordinal(Number(one))]))] })]
}

/** The newest starts, one fact each, then what was written of them. */
export const pastFacts = ({ runner: { runnerId }, past }: RunnerMaterial): readonly Draft[] => [
  ...past.slice(0, 1).map((run) => runFact(runnerId, run, 0)), ...formLine(runnerId, past), ...past.slice(1).map((run, i) => runFact(runnerId, run, i + 1)),
  ...past.flatMap(({ comment }, back): readonly Draft[] => {
    const text = comment === null ? '' : cleanComment(comment)
    return text === '' || back > 2 ? [] : [draft({ runnerId, topic: 'pastRuns', label: `comment on its ${runLabel(back)}`, text, untrusted: true })]
  }),
]
