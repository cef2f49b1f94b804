import { AppError } from '../../domain/errors'
import { takeRaces, type RaceTable } from '../../models/data/race-table'
import { marketChances } from '../../models/evaluation/judged'
import { scoresOf } from '../../models/evaluation/scores'
import type { Answer } from './answers'
import { ARM_DEFINITIONS } from './arms'
import { contestantOf, duelOf, gapOf, probeOf, type Judged } from './compare'
import { ABLATED, ARMS, type AskedArm, type HeadToHeadPlan } from './plan'
import type { HeadToHeadReport, Money } from './report'

export interface JudgeDeps {
  /** Several samples of one race as one, each a chance a runner; and ours with those of a language model. */
  readonly aggregate: (samples: readonly Float64Array[]) => Float64Array
  readonly linearPool: (ml: Float64Array, gpt: Float64Array, weights: { readonly ml: number; readonly gpt: number }) => Float64Array
}
export interface JudgeAsk {
  readonly plan: HeadToHeadPlan
  readonly answers: readonly Answer[]
  /** The planned races as they were run. */
  readonly table: RaceTable
  /** Chances of our own model by the rows of the table; NaN throughout a race that it cannot tell. */
  readonly ml: Float64Array
  readonly synthetic: boolean
  readonly ranAt: string
}

type ArmChances = ReadonlyMap<AskedArm, Float64Array>
/** Chances of every arm of a race by its rows, or why it cannot be compared. Whoever was asked about and did not run is taken out. */
function chancesOf({ plan: { arms }, answers, table: { raceStart, runnerIds, races }, ml }: JudgeAsk, r: number, aggregate: JudgeDeps['aggregate']): ArmChances | string {
  const [from, to] = [raceStart[r] as number, raceStart[r + 1] as number]
  const rows = runnerIds.subarray(from, to)
  if (ml.subarray(from, to).some(Number.isNaN)) return 'no chances from our own model'
  const found = new Map<AskedArm, Float64Array>()
  for (const arm of arms) {
    const samples: Float64Array[] = []
    for (const answer of answers) {
      if (answer.arm !== arm || answer.raceId !== races[r]?.raceId || answer.chances === null) continue
      const own = Float64Array.from(rows, (id) => answer.chances?.[String(id)] ?? NaN)
      const total = own.reduce((sum, one) => sum + one, 0)
      if (Number.isNaN(total)) return 'somebody ran about whom nobody was asked'
      if (total > 0) samples.push(own.map((one) => one / total))
    }
    if (samples.length === 0) return `no answer of ${arm}`
    found.set(arm, aggregate(samples))
  }
  return found
}

const moneyOf = (answers: readonly Answer[]): Money => {
  const sum = (of: (answer: Answer) => number): number => answers.reduce((total, one) => total + of(one), 0)
  return { calls: sum(({ calls }) => calls), inputTokens: sum(({ inputTokens }) => inputTokens), outputTokens: sum(({ outputTokens }) => outputTokens), usd: sum(({ usd }) => usd), unpriced: sum(({ unpriced }) => unpriced) }
}
const aboutOf = (arm: string): string => ARM_DEFINITIONS.find((one) => one.arm === arm)?.about ?? ''

/** Everybody on the races that all of them answered for. @throws AppError NOT_FOUND when there is none */
export function judgeAnswers(deps: JudgeDeps, ask: JudgeAsk): HeadToHeadReport {
  const { plan, answers, table: all, synthetic, ranAt } = ask
  const leftOut: Record<string, number> = {}
  const leave = (reason: string): void => { leftOut[reason] = (leftOut[reason] ?? 0) + 1 }
  const kept: { readonly r: number; readonly chances: ArmChances }[] = []
  all.races.forEach((_, r) => { const chances = chancesOf(ask, r, deps.aggregate); if (typeof chances === 'string') leave(chances); else kept.push({ r, chances }) })
  for (let i = all.races.length; i < plan.races.length; i++) leave('no result any more')
  if (kept.length === 0) throw new AppError('NOT_FOUND', `No race can be compared: ${Object.entries(leftOut).map(([reason, races]) => `${races} with ${reason}`).join(', ')}. Look at answers.jsonl, which says what came of each request.`)
  const races = takeRaces(all, kept.map(({ r }) => r), [])
  const joined = (of: (one: (typeof kept)[number]) => Float64Array): Float64Array => Float64Array.from(kept.flatMap((one) => [...of(one)]))
  const arm = (name: AskedArm): Judged => ({ name, about: aboutOf(name), chances: joined(({ chances }) => chances.get(name) ?? new Float64Array(0)) })
  const ml: Judged = { name: 'ml', about: `Our own model, ${plan.ml.model}, which sees no words.`, chances: joined(({ r }) => ask.ml.slice(all.raceStart[r], all.raceStart[r + 1])) }
  const ours = arm('ours')
  const hybrid: Judged = { name: 'hybrid', about: `${Math.round(100 * plan.hybrid.ml)}% ml and ${Math.round(100 * plan.hybrid.gpt)}% ours, as they stand.`, chances: joined(({ r, chances }) => deps.linearPool(ask.ml.slice(all.raceStart[r], all.raceStart[r + 1]), chances.get('ours') ?? new Float64Array(0), plan.hybrid)) }
  const market: Judged = { name: 'market', about: 'Starting prices without their over-round.', chances: marketChances(races) }
  const others = [...ARMS.filter((name) => name !== 'ours' && plan.arms.includes(name)).map(arm), ml, hybrid, market]
  const ablated = ABLATED.filter((category) => plan.arms.includes(`ours-without-${category}`))
  return {
    kind: 'headtohead', plan, ranAt, synthetic, races: races.races.length, runners: races.runnerIds.length, leftOut,
    contestants: [ours, ...others, ...ablated.map((category) => arm(`ours-without-${category}`))].map((one) => contestantOf(one, races, plan.resampling)),
    duels: others.map((other) => duelOf(ours, other, races, plan.resampling)),
    gaps: ablated.map((category) => gapOf(category, arm(`ours-without-${category}`), ours, races, plan.resampling)),
    probe: probed(answers, races), byMemory: byMemory(plan, races, [ours, ...others]), money: moneyOf(answers),
  }
}

function probed(answers: readonly Answer[], { races, raceStart, runnerIds, targets: { win } }: RaceTable): HeadToHeadReport['probe'] {
  const asked = races.flatMap(({ raceId }, r) => {
    const answer = answers.find((one) => one.arm === 'probe' && one.raceId === raceId)
    if (answer === undefined) return []
    const [from, to] = [raceStart[r] as number, raceStart[r + 1] as number]
    const right = [...runnerIds.subarray(from, to)].some((id, i) => (win[from + i] as number) > 0 && answer.chances?.[String(id)] === 1)
    return [{ runners: to - from, right }]
  })
  return asked.length === 0 ? null : probeOf(asked)
}

function byMemory({ races: planned }: HeadToHeadPlan, table: RaceTable, judged: readonly Judged[]): HeadToHeadReport['byMemory'] {
  const marked = new Set(planned.filter(({ contaminated }) => contaminated).map(({ raceId }) => raceId))
  const outcomes = { raceStart: table.raceStart, won: table.targets.win }
  const groups = (['after the cutoff', 'contaminated'] as const).map((of) => ({ of, places: table.races.flatMap(({ raceId }, r) => (marked.has(raceId) === (of === 'contaminated') ? [r] : [])) })).filter(({ places }) => places.length > 0)
  return groups.length < 2 ? [] : groups.map(({ of, places }) => ({ of, races: places.length, scores: judged.map(({ name, chances }) => { const { logLoss, top1 } = scoresOf(chances, outcomes, places); return { name, logLoss, top1 } }) }))
}
