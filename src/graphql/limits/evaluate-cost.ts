import type { CostNode } from './cost-tree'
import { holds, type Guards, type Variables } from './guards'
import { slicesOf, type ListSize, type Sliced } from './list-size'
import { refusal } from './refusal'

/** Costs saturate here instead of losing exactness. */
const most = Number.MAX_SAFE_INTEGER

/**
 * Cost of the selected fields for these variables: the weight of each field times the number of its values, as
 * far as arguments and assumed sizes tell before execution. Where several object types can stand, the dearest
 * counts. Adding a selection or raising a page size never lowers it.
 * @throws GraphQLError BAD_USER_INPUT for a page size over its cap
 */
export const costOf = (nodes: readonly CostNode[], variables: Variables): number => sumOf(nodes, variables, 1)

const sumOf = (nodes: readonly CostNode[], variables: Variables, parentSize: number): number => {
  let common = 0
  let byType: Map<string, number> | null = null
  for (const node of nodes) {
    if (!isSelected(node.guards, variables)) continue
    const cost = nodeCost(node, variables, parentSize)
    if (node.onlyFor === null) common = capped(common + cost)
    else {
      byType ??= new Map()
      for (const type of node.onlyFor) byType.set(type, capped((byType.get(type) ?? 0) + cost))
    }
  }
  return byType === null ? common : capped(common + Math.max(...byType.values()))
}

export const nodeCost = (node: CostNode, variables: Variables, parentSize: number): number => {
  const size = node.sizedByParent ? parentSize : sizeOf(node, variables)
  if (node.size.kind === 'connection') return capped(node.weight + sumOf(node.children, variables, size))
  return capped((node.size.kind === 'list' ? size : 1) * (node.weight + sumOf(node.children, variables, 1)))
}

const capped = (cost: number): number => Math.min(cost, most)

export const isSelected = (guards: readonly Guards[], variables: Variables): boolean =>
  guards.length === 0 || guards.some((all) => holds(all, variables))

export const sizeOf = (node: CostNode, variables: Variables): number => {
  if (node.size.kind === 'one') return 1
  const slices = slicesOf(node.size, variables)
  checkCap(node, node.size, slices)
  return slices.length === 0 ? node.size.assumed : Math.max(...slices.map(({ count }) => count))
}

const checkCap = ({ field, parent, node }: CostNode, { cap }: ListSize, slices: readonly Sliced[]): void => {
  if (cap === null) return
  for (const { argument, count } of slices) {
    if (count <= cap) continue
    throw refusal('BAD_USER_INPUT', `${parent.name}.${field.name} gives at most ${cap} at a time; "${argument}" asks for ${count}. Ask for ${cap} or fewer and follow pageInfo.endCursor.`, {
      node, details: { field: `${parent.name}.${field.name}`, argument, value: count, max: cap },
    })
  }
}

/** Response keys from the root to the end of the dearest branch, for the message of a refusal. */
export const dearestPath = (nodes: readonly CostNode[], variables: Variables, parentSize = 1): readonly string[] => {
  let dearest: CostNode | null = null
  let highest = 0
  for (const node of nodes) {
    const cost = isSelected(node.guards, variables) ? nodeCost(node, variables, parentSize) : 0
    if (cost > highest) [dearest, highest] = [node, cost]
  }
  return dearest === null ? [] : [dearest.key, ...dearestPath(dearest.children, variables, dearest.sizedByParent ? 1 : sizeOf(dearest, variables))]
}
