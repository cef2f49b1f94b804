import { getNamedType, isObjectType, type GraphQLObjectType, type SelectionSetNode } from 'graphql'
import type { ConnectionShape } from './plan'
import { objectTypeOf, propertyOf, selectedOf, type Planning } from './planning'
import { subsets, type Selected } from './selection'

interface PlannedConnection {
  readonly nodeType: GraphQLObjectType
  /** What each builder of the statement's rows selects, by the builder's number. */
  readonly selections: readonly (readonly SelectionSetNode[])[]
  readonly shape: ConnectionShape
}

/** What a connection's one statement must give, and how its parts are put together from it. */
export function planConnection(planning: Planning, s: Selected): PlannedConnection {
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
  return { nodeType, selections, shape: { ...shape, needsCursors } }
}
