import { RESAMPLING, type Resampling } from '../../models/evaluation/bootstrap'
import { pairedOf } from '../../models/evaluation/paired'
import { fitLogPool, fitSlope, linearPool, logPool, powered, STATED, type BlendRace } from '../../models/pools/blend'
import type { BlendReport, BlendScore } from './blend-report'

/** A race that is over, with chances by both that were made without knowing how it ended. */
export interface BlendRow extends BlendRace {
  readonly raceId: number
  /** Day of the meeting. */
  readonly date: string
  readonly offAt: number
  /** `served`: what was told before the off; `computed`: as of the opinion. */
  readonly source: 'served' | 'computed'
  /** The language model was asked after the off. */
  readonly askedAfterwards: boolean
  readonly opinionModel: string
  readonly synthetic: boolean
}
export interface FitBlendAsk { readonly base: string; readonly synthetic: boolean; readonly leftOut: Readonly<Record<string, number>>; readonly resampling?: Resampling }

/** From so many races on the logarithmic pool may take over. */
export const ENOUGH = 300
/** With fewer nothing is fitted; that many are fitted on before anything is compared. */
export const LEAST_RACES = 40
const FIRST_PART = 0.2
const PARTS = 10

interface HeldOut { readonly row: BlendRow; readonly chances: Readonly<Record<'ml' | 'gpt' | 'linear' | 'log', Float64Array>> }
/** Chances of races by weights that were fitted on races of earlier days alone: the first fifth is fitted on, then ten parts in order of time are each blended by all before. */
function walkForward(rows: readonly BlendRow[]): readonly HeldOut[] {
  const first = Math.max(LEAST_RACES / 2, Math.ceil(FIRST_PART * rows.length))
  const held: HeldOut[] = []
  for (let part = 0; part < PARTS; part++) {
    const [from, to] = [first + Math.round(((rows.length - first) * part) / PARTS), first + Math.round(((rows.length - first) * (part + 1)) / PARTS)]
    const own = rows.slice(from, to)
    const day = own[0]?.date
    if (day === undefined) continue
    const before = rows.filter(({ date }) => date < day)
    const [weights, slope] = [fitLogPool(before), fitSlope(before)]
    for (const row of own) held.push({ row, chances: { ml: row.ml, gpt: powered(row.gpt, slope), linear: linearPool(row.ml, row.gpt), log: logPool(row.ml, row.gpt, weights) } })
  }
  return held
}

/** Chances below this are taken for this much, as in all log-losses. */
const LEAST = 1e-12
const lossesOf = (held: readonly HeldOut[], name: keyof HeldOut['chances']): Float64Array =>
  Float64Array.from(held, ({ row: { won }, chances }) => won.reduce((sum, share, i) => sum - (share > 0 ? share * Math.log(Math.max(LEAST, chances[name][i] as number)) : 0), 0))
const mean = (values: Float64Array): number => values.reduce((sum, one) => sum + one, 0) / values.length
const verdictOf = (low: number, high: number): BlendScore['verdict'] => (high < 0 ? 'better' : low > 0 ? 'worse' : 'not shown')
function against(own: Float64Array, other: Float64Array, name: string, resampling: Resampling): Pick<BlendScore, 'difference' | 'low' | 'high' | 'verdict'> {
  const { difference, low, high } = pairedOf(name, own, other, resampling)
  return { difference, low, high, verdict: verdictOf(low, high) }
}

/** Weights on all races, and what they are worth on races after those that they were fitted on. Rows in any order. */
export function fitBlend(all: readonly BlendRow[], { base, synthetic, leftOut, resampling = RESAMPLING }: FitBlendAsk): BlendReport {
  const rows = [...all].sort((a, b) => a.offAt - b.offAt || a.raceId - b.raceId)
  const count = (test: (row: BlendRow) => boolean): number => rows.filter(test).length
  const known = {
    base, synthetic: synthetic || rows.some((row) => row.synthetic), opinionModels: [...new Set(rows.map(({ opinionModel }) => opinionModel))].sort(), races: rows.length, from: rows[0]?.date ?? null, to: rows.at(-1)?.date ?? null,
    served: count(({ source }) => source === 'served'), computed: count(({ source }) => source === 'computed'), askedAfterwards: count(({ askedAfterwards }) => askedAfterwards), leftOut,
  }
  if (rows.length < LEAST_RACES) return { ...known, heldOut: 0, scores: [], logAgainstLinear: null, log: STATED, slope: 1, charge: 'LINEAR', because: `there are ${rows.length} races, and nothing is fitted on fewer than ${LEAST_RACES}` }
  const held = walkForward(rows)
  const losses = { ml: lossesOf(held, 'ml'), gpt: lossesOf(held, 'gpt'), linear: lossesOf(held, 'linear'), log: lossesOf(held, 'log') }
  const isBetter = mean(losses.log) < mean(losses.linear)
  const charge = rows.length >= ENOUGH && isBetter ? 'LOG' : 'LINEAR'
  return {
    ...known, heldOut: held.length, log: fitLogPool(rows), slope: fitSlope(rows), charge, logAgainstLinear: against(losses.log, losses.linear, 'linear', resampling),
    scores: [
      { name: 'ml', logLoss: mean(losses.ml), difference: null, low: null, high: null, verdict: null },
      ...(['gpt', 'linear', 'log'] as const).map((name): BlendScore => ({ name, logLoss: mean(losses[name]), ...against(losses[name], losses.ml, 'ml', resampling) })),
    ],
    because: charge === 'LOG' ? `the fitted pool has the lower log-loss on ${held.length} races after those that it was fitted on`
      : rows.length < ENOUGH ? `there are ${rows.length} races, and the fitted pool may take over from ${ENOUGH} on` : `the fitted pool has no lower log-loss on ${held.length} races after those that it was fitted on`,
  }
}
