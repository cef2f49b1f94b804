import { Kind as Ast, parse, parseValue, print, visit, type ASTNode, type DocumentNode, type ValueNode } from 'graphql'
import type { Draw } from '../draw'
import { json, literal, names, scalar } from '../hostile'
import { post } from '../request'
import { acceptOf, type Kind } from './kind'

const isValue = ({ kind }: ASTNode): boolean => /Value$/.test(kind) && kind !== Ast.OBJECT && kind !== Ast.LIST

/** Arguments and variables of valid operations take values that nobody means. */
export const hostileValues: Kind = {
  name: 'hostile values', share: 20,
  make: (draw, { query, variables }, { cursors }) => post({ query: print(withLiterals(draw, parse(query), cursors)), variables: withValues(draw, variables) }, acceptOf(draw)),
}

const withLiterals = (draw: Draw, document: DocumentNode, cursors: readonly string[]): DocumentNode => visit(document, {
  enter: (node) => {
    if (node.kind === Ast.ARGUMENT && /^(after|before)$/.test(node.name.value) && draw.chance(60)) return { ...node, value: parseValue(JSON.stringify(forged(draw, draw.from(cursors)))) }
    if (node.kind === Ast.VARIABLE_DEFINITION && draw.chance(15)) return { ...node, defaultValue: constant(draw) }
    if (node.kind === Ast.VARIABLE || node.kind === Ast.NAME) return undefined
    return isValue(node) && draw.chance(35) ? constant(draw) : undefined
  },
})
const constant = (draw: Draw): ValueNode & { readonly kind: Ast.NULL } => parseValue(literal(draw)) as ValueNode & { readonly kind: Ast.NULL }

/** A cursor as it was given, or with one of its values exchanged. */
const forged = (draw: Draw, cursor: string): string => {
  if (draw.chance(50)) return cursor
  try {
    const parts = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]
    parts[draw.below(parts.length + 1)] = draw.chance(70) ? String(scalar(draw)) : json(draw)
    return Buffer.from(JSON.stringify(parts)).toString('base64url')
  } catch { return cursor.slice(draw.below(4)) }
}

const withValues = (draw: Draw, variables: Record<string, unknown>): Record<string, unknown> => Object.fromEntries([
  ...Object.entries(variables).map(([name, value]) => [name, draw.chance(45) ? mangled(draw, value) : value] as const),
  ...(draw.chance(10) ? [[draw.from(names), json(draw)] as const] : []),
])

/** Another value altogether, or the same with something inside exchanged. */
const mangled = (draw: Draw, value: unknown): unknown => {
  if (draw.chance(40)) return json(draw)
  if (Array.isArray(value)) return draw.chance(50) ? [...(value as unknown[]), json(draw)] : Array.from({ length: draw.from([100, 101, 5_000]) }, () => (value as unknown[])[0] ?? null)
  if (typeof value === 'object' && value !== null) return Object.fromEntries([...Object.entries(value).map(([key, inner]) => [key, draw.chance(50) ? mangled(draw, inner) : inner] as const), ...(draw.chance(20) ? [[draw.from(names), json(draw)] as const] : [])])
  return scalar(draw)
}
