import { AppError } from '../../domain/errors'

/** Types that `node` can find, with the table that keeps them; the key is that table's `id`. */
export const NODE_TYPES = ['Venue', 'Meeting', 'Race', 'Runner', 'Horse', 'Jockey', 'Trainer', 'Owner', 'ChangeEvent', 'Market'] as const
export type NodeType = (typeof NODE_TYPES)[number]

const PREFIXES: Readonly<Record<string, string>> = Object.fromEntries(NODE_TYPES.map((type) => [type, `${type}:`]))
const LARGEST_KEY = 2_147_483_647
const MAX_LENGTH = 64

/** Opaque to clients: base64url of `Type:key`. */
export const toGlobalId = (type: NodeType, key: number): string => Buffer.from(PREFIXES[type] + String(key), 'latin1').toString('base64url')

const malformed = (id: string): never => {
  throw new AppError('BAD_USER_INPUT', `"${id.slice(0, MAX_LENGTH)}" is not an id of this graph: give one that an \`id\` field returned, unchanged.`)
}

/** Reads an id back; refuses anything that `toGlobalId` cannot have written, other spellings of the same bytes included. */
export const readGlobalId = (id: string): { readonly type: NodeType; readonly key: number } => {
  if (id.length > MAX_LENGTH) return malformed(id)
  const [type, digits] = Buffer.from(id, 'base64url').toString('latin1').split(':')
  const key = /^[1-9]\d{0,9}$/.test(digits ?? '') ? Number(digits) : NaN
  if (!(NODE_TYPES as readonly (string | undefined)[]).includes(type) || !(key <= LARGEST_KEY)) return malformed(id)
  return toGlobalId(type as NodeType, key) === id ? { type: type as NodeType, key } : malformed(id)
}

/** The key of an id that must be of one type. */
export const fromGlobalId = (id: string, expected: NodeType): number => {
  const { type, key } = readGlobalId(id)
  if (type !== expected) throw new AppError('BAD_USER_INPUT', `"${id}" is the id of a ${type}, and a ${expected} id is needed here.`)
  return key
}
