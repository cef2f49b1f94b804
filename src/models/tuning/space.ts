import type { ParamDefinition, ParamRange, Params } from '../model'

/** Parameters that are searched, by name. */
export type Space = Readonly<Record<string, ParamRange>>
type Value = Params[string]

/** Those of a learner that are tuned. */
export const spaceOf = (params: Readonly<Record<string, ParamDefinition>>): Space => Object.fromEntries(Object.entries(params).flatMap(([name, { tuned, range }]) => (tuned ? [[name, range] as const] : [])))

type Numbers = Exclude<ParamRange, { readonly kind: 'one-of' }>
/** A whole number stands for all that rounds to it, so that the ends are as likely as the rest. */
const edges = ({ kind, from, to }: Numbers): readonly [number, number] => (kind === 'whole' ? [from - 0.5, to + 0.5] : [from, to])
const isLog = ({ log = false }: Numbers): boolean => log
/** A place in [0, 1] of the range, on the scale of logarithms where it says so. */
export function toUnit(range: Numbers, value: number): number {
  const [from, to] = edges(range)
  if (from === to) return 0.5
  return isLog(range) ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from)
}
/** Six significant digits: what is written down is what was tried. */
export function fromUnit(range: Numbers, unit: number): number {
  const [from, to] = edges(range)
  const value = isLog(range) ? from * (to / from) ** unit : from + unit * (to - from)
  const told = range.kind === 'whole' ? Math.round(value) : Number(value.toPrecision(6))
  return Math.min(range.to, Math.max(range.from, told))
}
export const isValueIn = (range: ParamRange, value: Value | undefined): boolean =>
  range.kind === 'one-of' ? range.values.some((one) => one === value) : typeof value === 'number' && value >= range.from && value <= range.to && (range.kind === 'number' || Number.isInteger(value))
