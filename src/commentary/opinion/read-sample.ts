import { slotsOf, WHOLE } from './opinion-schema'

/** Chances by seat, sum 1; or what is wrong, in words that a model may be asked again with. */
export type ReadSample = { readonly ok: true; readonly value: Float64Array } | { readonly ok: false; readonly problem: string }

/** What chances may add up to before they are made to add up to 1, in thousandths: beyond that they are no chances of one race, e.g. percentages. */
const LEAST_SUM = 600
const MOST_SUM = 1_600
const bad = (problem: string): ReadSample => ({ ok: false, problem })
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Shape and meaning of one answer: a whole number for every slot, not all of them 0 or (three runners or more) alike, and a sum that is near 1000. */
export function readSample(runners: number, answer: unknown): ReadSample {
  const told = isRecord(answer) ? answer['p'] : undefined
  if (!isRecord(told)) return bad('the answer is no object with "p"')
  const slots = slotsOf(runners)
  const unknown = Object.keys(told).filter((key) => !slots.includes(key))
  if (unknown.length > 0) return bad(`"p" has ${unknown.length} keys that are no slot: there are ${slots[0] ?? 'none'} to ${slots.at(-1) ?? 'none'}`)
  const chances = new Float64Array(runners)
  for (const [i, slot] of slots.entries()) {
    const value = Object.hasOwn(told, slot) ? told[slot] : undefined
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > WHOLE) return bad(`${slot} has no whole number from 0 to ${WHOLE}`)
    chances[i] = value
  }
  const sum = chances.reduce((total, one) => total + one, 0)
  if (sum === 0) return bad('all chances are 0: somebody wins')
  if (runners > 2 && chances.every((one) => one === chances[0])) return bad('all chances are alike: tell the runners apart by the facts')
  if (sum < LEAST_SUM || sum > MOST_SUM) return bad(`the chances add up to ${sum}, and they are thousandths that add up to ${WHOLE}`)
  return { ok: true, value: chances.map((one) => one / sum) }
}
