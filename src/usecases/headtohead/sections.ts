import type { Section } from '../report/html'
import { between, fixed, grouped, percent, signed } from '../report/numbers'
import type { Contestant, HeadToHeadReport } from './report'

const NO_CLAIM = 'SYNTHETIC, NO CLAIM'
/** What stands before every title. */
export const markOf = ({ synthetic }: Pick<HeadToHeadReport, 'synthetic'>): string => (synthetic ? `${NO_CLAIM}: ` : '')

/** What the reader must know first. */
export const warningsOf = (report: HeadToHeadReport): readonly string[] => {
  const { synthetic, plan: { model, allowsContaminated, races }, leftOut, duels } = report
  const contaminated = races.filter((race) => race.contaminated).length
  return [
    ...(synthetic ? [model.synthetic ? `${NO_CLAIM}: no language model was asked. The stand-in of racegraph answered, by rules of its own: these numbers show that the comparison works, and nothing about any model.` : `${NO_CLAIM}: these races are invented. Nothing here says how anybody does on real ones.`] : []),
    ...(contaminated > 0 ? [`CONTAMINATED: ${grouped(contaminated)} of ${grouped(races.length)} races are not after what ${model.id} knows. It may remember who won, and no instruction makes it forget.`] : []),
    ...(allowsContaminated && contaminated === 0 ? ['Races that the model may remember were allowed, and none was taken.'] : []),
    ...(duels.length > 0 && duels.every(({ verdict }) => verdict === 'not shown') ? ['NOT SHOWN: no difference between ours and anybody else is beyond luck on these races.'] : []),
    ...Object.entries(leftOut).map(([reason, count]) => `${grouped(count)} planned ${count === 1 ? 'race is' : 'races are'} left out of all comparisons: ${reason}.`),
  ]
}
export const leadOf = ({ plan, ranAt, races, runners, leftOut }: HeadToHeadReport): string => {
  const days = plan.races.map(({ date }) => date).sort()
  const left = Object.values(leftOut).reduce((sum, one) => sum + one, 0)
  return `${plan.model.id}, effort ${plan.model.effort}, ${plan.samples} ${plan.samples === 1 ? 'sample' : 'samples'} a race and arm; ${grouped(races)} of ${grouped(races + left)} planned races, ${grouped(runners)} runners, ${days[0] ?? '-'} to ${days.at(-1) ?? '-'}. Registered ${plan.registeredAt.slice(0, 16)}Z as ${plan.digest.slice(0, 12)}, run ${ranAt.slice(0, 16)}Z.`
}

const roiText = (roi: Contestant['roi']): readonly string[] => (roi === null ? ['-', '-'] : [percent(roi.roi), between(roi.low, roi.high, percent)])

/** The parts in the order in which they are read. */
export function sectionsOf(report: HeadToHeadReport): readonly Section[] {
  const { contestants, duels, gaps, probe, byMemory, money, plan } = report
  const names = byMemory[0]?.scores.map(({ name }) => name) ?? []
  const parts: (Section | null)[] = [
    {
      title: 'Ours against each', words: [0, 8], head: ['against', 'races', 'log-loss', '95%', 'sign-flip p', 'ours alone right', 'other alone right', 'McNemar p', ''],
      notes: [`Mean log-loss of ours less that of the other, race by race: below 0 ours is better. This is what was registered. The interval is drawn by race, ${grouped(plan.resampling.draws)} times; where it covers 0, or the signs alone may be luck (p of 0.05 or more), nothing is shown. Right: the one highest chance won; ties for it are not counted.`],
      rows: duels.map(({ against, races, difference, low, high, signFlip, top1, verdict }) => [against, grouped(races), signed(difference), between(low, high, signed), fixed(signFlip, 3), grouped(top1.ours), grouped(top1.other), fixed(top1.p, 3), verdict]),
    },
    {
      title: 'Scores', words: [0, 11], head: ['', 'log-loss', 'pseudo-R2', 'top 1', 'top 3', 'Brier', 'ECE', 'by luck', 'slope', 'return', '95%', 'what it is'],
      notes: ['Log-loss in nats a race; pseudo-R2 against equal chances. Ties share what they tie for. ECE: distance of chances from what came of them, and what true chances would have in so few races. Slope below 1: too sure of itself. Return: a unit on the highest chance of each race, at the starting price.'],
      rows: contestants.map(({ name, about, scores, calibration, slope, roi }) => [name, fixed(scores.logLoss, 4), fixed(scores.pseudoR2, 4), percent(scores.top1), percent(scores.top3), fixed(scores.brier, 4), fixed(calibration.ece, 4), fixed(calibration.byLuck, 4), fixed(slope, 2), ...roiText(roi), about]),
    },
    gaps.length === 0 ? null : {
      title: 'What categories are worth to the language model', words: [0, 3], head: ['without', 'log-loss lost', '95%', ''], notes: ['Ours, asked again without the category, on the same races. Above 0 the category helps.'],
      rows: gaps.map(({ category, loss, low, high, verdict }) => [category, signed(loss), between(low, high, signed), verdict]),
    },
    probe === null ? null : {
      title: 'Does it remember?', words: [], head: ['races', 'winners named', 'by luck', 'p'], notes: ['Asked who won by day, course and names alone. Whoever names more winners than luck would have them knows results, and its other numbers are worth nothing on those races.'],
      rows: [[grouped(probe.races), grouped(probe.right), fixed(probe.byLuck, 1), fixed(probe.p, 3)]],
    },
    byMemory.length < 2 ? null : {
      title: 'Before and after what it knows', words: [0], head: ['races', 'count', ...names.flatMap((name) => [`${name}, log-loss`, 'top 1'])], notes: [],
      rows: byMemory.map(({ of, races, scores }) => [of, grouped(races), ...scores.flatMap(({ logLoss, top1 }) => [fixed(logLoss, 4), percent(top1)])]),
    },
    ...contestants.filter(({ name }) => plan.arms.some((arm) => arm === name) || name === 'hybrid').map(({ name, calibration: { points } }): Section => ({
      title: `Reliability of ${name}`, words: [], head: ['foretold', 'won', '95%', 'runners'], notes: [], rows: points.map(({ predicted, observed, low, high, runners }) => [percent(predicted, 2), percent(observed, 2), between(low, high, (value) => percent(value, 2)), grouped(runners)]),
    })),
    {
      title: 'What it cost', words: [], head: ['calls', 'input tokens', 'output tokens', 'US dollars', 'calls without a price'], notes: [],
      rows: [[grouped(money.calls), grouped(money.inputTokens), grouped(money.outputTokens), money.usd.toFixed(2), grouped(money.unpriced)]],
    },
  ]
  return parts.filter((part) => part !== null)
}
