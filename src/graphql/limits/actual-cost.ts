import type { CostNode } from './cost-tree'

/** A field whose values cost something, or have something below that does. */
interface Counted {
  readonly key: string
  readonly weight: number
  /** A list of introspection, which counts as one, as in the static cost. */
  readonly once: boolean
  readonly onlyFor: ReadonlySet<string> | null
  readonly below: Selected
}
interface Selected {
  readonly always: readonly Counted[]
  /** By the object types for which something more is selected. */
  readonly byType: readonly (readonly Counted[])[]
}
type Data = Readonly<Record<string, unknown>>

/**
 * Cost of an answer in the units of `costOf`: the same weights times the values that came. Lists count what is in them, and what is null costs nothing, its
 * weight neither. Where an answer does not tell which object type it is of, the dearest that it can be of counts. Never more than the static cost, as long
 * as lists are not longer than they are assumed to be. Walks over objects that cost something, and no others.
 */
export function createActualCost(tree: readonly CostNode[]): (data: Data) => number {
  const selected = selectedOf(tree)
  return (data) => costOfObject(data, selected)
}

function selectedOf(nodes: readonly CostNode[]): Selected {
  const counted = nodes.map(({ key, weight, size, onlyFor, children }): Counted => ({ key, weight, once: size.kind === 'one', onlyFor, below: selectedOf(children) })).filter(({ weight, below }) => weight > 0 || below.always.length > 0 || below.byType.length > 0)
  const types = new Set(counted.flatMap(({ onlyFor }) => [...onlyFor ?? []]))
  return { always: counted.filter(({ onlyFor }) => onlyFor === null), byType: [...types].map((type) => counted.filter(({ onlyFor }) => onlyFor?.has(type) === true)) }
}

function costOfObject(data: Data, { always, byType }: Selected): number {
  let cost = 0
  for (const field of always) cost += costOfField(data[field.key], field)
  let dearest = 0
  for (const fields of byType) {
    let own = 0
    for (const field of fields) own += costOfField(data[field.key], field)
    if (own > dearest) dearest = own
  }
  return cost + dearest
}

function costOfField(value: unknown, { weight, once, below }: Counted): number {
  if (value === null || value === undefined) return 0
  const leaf = below.always.length === 0 && below.byType.length === 0
  if (!Array.isArray(value)) return weight + (leaf || typeof value !== 'object' ? 0 : costOfObject(value as Data, below))
  if (once) return weight + (leaf ? 0 : value.reduce<number>((dearest, item) => Math.max(dearest, costOfObject(item as Data, below)), 0))
  let cost = 0
  for (const item of value as readonly unknown[]) if (item !== null) cost += weight + (leaf ? 0 : costOfObject(item as Data, below))
  return cost
}
