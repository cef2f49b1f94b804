import { getNamedType, isObjectType, type SelectionSetNode } from 'graphql'
import type { ConnectionSource } from './mapping'
import { objectTypeOf, planRows, propertyOf, selectedOf, type Planning, type Rows } from './plan'
import { subsets, type Selected } from './selection'

/** Which parts of a connection are asked for, and under which properties. Numbers are builders of the statement's rows. */
export interface ConnectionShape {
  readonly nodes: readonly { readonly property: string; readonly builder: number }[]
  readonly edges: readonly { readonly property: string; readonly cursors: readonly string[]; readonly nodes: readonly { readonly property: string; readonly builder: number }[] }[]
  readonly pageInfo: readonly { readonly property: string; readonly fields: readonly { readonly name: string; readonly property: string }[] }[]
  readonly totalCount: readonly string[]
  readonly needsCursors: boolean
}

export function planConnection(planning: Planning, s: Selected, source: ConnectionSource): { rows: Rows; connection: ConnectionShape } {
  const type = objectTypeOf(s)
  const nodeField = type.getFields()['nodes']
  const nodeType = nodeField && getNamedType(nodeField.type)
  if (!nodeType || !isObjectType(nodeType)) throw new Error(`${type.name} is no connection: it has no nodes`)
  const selections: (readonly SelectionSetNode[])[] = []
  const builder = (sets: readonly SelectionSetNode[]): number => selections.push(sets) - 1
  const shape = { nodes: [] as ConnectionShape['nodes'][number][], edges: [] as ConnectionShape['edges'][number][], pageInfo: [] as ConnectionShape['pageInfo'][number][], totalCount: [] as string[] }
  for (const part of selectedOf(planning, type, subsets(s))) {
    const property = propertyOf(planning, part)
    if (part.field.name === 'nodes') shape.nodes.push({ property, builder: builder(subsets(part)) })
    else if (part.field.name === 'totalCount') shape.totalCount.push(property)
    else {
      const inner = selectedOf(planning, objectTypeOf(part), subsets(part)).map((i) => ({ selected: i, name: i.field.name, property: propertyOf(planning, i) }))
      if (part.field.name === 'pageInfo') shape.pageInfo.push({ property, fields: inner.map(({ name, property: p }) => ({ name, property: p })) })
      else if (part.field.name === 'edges') shape.edges.push({
        property,
        cursors: inner.filter((i) => i.name === 'cursor').map((i) => i.property),
        nodes: inner.filter((i) => i.name === 'node').map((i) => ({ property: i.property, builder: builder(subsets(i.selected)) })),
      })
    }
  }
  const needsCursors = shape.edges.some((e) => e.cursors.length > 0) || shape.pageInfo.some((p) => p.fields.some((f) => f.name.endsWith('Cursor')))
  return { rows: planRows(planning, source.table, nodeType, selections), connection: { ...shape, needsCursors } }
}
