import { GraphQLError, type ASTNode } from 'graphql'
import type { ErrorCode } from '../../domain/errors'

export interface RefusalOptions {
  readonly node?: ASTNode
  /** Numbers a client can act on: what was asked for and what is allowed. */
  readonly details?: Readonly<Record<string, unknown>>
}

/** A document refused before execution. `details` stand beside `code` in the error's extensions. */
export const refusal = (code: ErrorCode, message: string, { node, details }: RefusalOptions = {}): GraphQLError =>
  new GraphQLError(message, { ...(node === undefined ? {} : { nodes: node }), extensions: { code, ...details } })
