import type { FeatureColumns } from '../../src/features/compute'

const alike = (a: number, b: number, relative: number): boolean => Object.is(a, b) || a === b || Math.abs(a - b) <= relative * Math.max(1, Math.abs(a), Math.abs(b))

/** One line for each column that differs, with the first place where it does; empty when all are alike. `order[i]` is where runner `i` of `a` stands in `b`. */
export function differences(a: FeatureColumns, b: FeatureColumns, relative = 0, order?: readonly number[]): readonly string[] {
  return [...a].flatMap(([name, values]) => {
    const others = b.get(name)
    if (others === undefined) return [`${name}: not there`]
    if (others.length !== values.length) return [`${name}: ${values.length} runners, ${others.length} runners`]
    const place = values.findIndex((value, i) => !alike(value, others[order?.[i] ?? i] as number, relative))
    return place < 0 ? [] : [`${name}: runner ${place} is ${values[place]}, ${others[order?.[place] ?? place]}`]
  })
}
