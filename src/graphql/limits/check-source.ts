import { GraphQLError, parse, type DocumentNode } from 'graphql'
import type { ErrorCode } from '../../domain/errors'
import { checkText } from './check-text'
import type { DocumentLimits } from './document-limits'
import { documentShape, type Shape } from './document-shape'
import { MAX_ARGUMENTS, MAX_FRAGMENTS, MAX_LITERAL_ITEMS, MAX_OPERATIONS, MAX_VALUE_DEPTH, MAX_VARIABLES } from './fixed-limits'
import { refusal } from './refusal'
import { checkSubscriptionRoot } from './subscription-root'

/**
 * Refuses a document by its shape, before validation, whose own cost grows with the square of what is
 * repeated. Text that does not parse is left to the server's parser, which reports it with its place.
 * @throws GraphQLError OPERATION_TOO_LARGE or OPERATION_TOO_DEEP, with `requested` and `limit`; GRAPHQL_VALIDATION_FAILED
 */
export const checkSource = (source: string, limits: DocumentLimits): void => {
  try {
    checkText(source, limits)
    const document = parsed(source)
    if (document === null) return
    checkShape(documentShape(document), limits)
    checkSubscriptionRoot(document)
  } catch (error) {
    if (error instanceof RangeError) throw refusal('OPERATION_TOO_DEEP', `This document nests too deep to be read. The limit is ${limits.maxDepth} levels of fields.`, { details: { limit: limits.maxDepth } })
    throw error
  }
}

/** Null when the text is not a document. Within the limit on tokens: `checkText` counted them. */
const parsed = (source: string): DocumentNode | null => {
  try {
    return parse(source, { noLocation: true })
  } catch (error) {
    if (error instanceof GraphQLError) return null
    throw error
  }
}

/** `limit`: one that can be set, or a number that cannot. */
interface Rule { readonly measure: keyof Shape; readonly limit: keyof DocumentLimits | number; readonly code: ErrorCode; readonly says: (n: string, limit: number) => string }

const rules: readonly Rule[] = [
  { measure: 'operations', limit: MAX_OPERATIONS, code: 'OPERATION_TOO_LARGE', says: (n, limit) => `This document has ${n} operations; the limit is ${limit}. Send those that you use.` },
  { measure: 'fragments', limit: MAX_FRAGMENTS, code: 'OPERATION_TOO_LARGE', says: (n, limit) => `This document has ${n} fragments; the limit is ${limit}. Send those that you use.` },
  { measure: 'variables', limit: MAX_VARIABLES, code: 'OPERATION_TOO_LARGE', says: (n, limit) => `This operation has ${n} variables; the limit is ${limit}.` },
  { measure: 'argumentsOnOne', limit: MAX_ARGUMENTS, code: 'OPERATION_TOO_LARGE', says: (n, limit) => `This operation has ${n} arguments in one place, or fields in one object; the limit is ${limit}.` },
  { measure: 'listItems', limit: MAX_LITERAL_ITEMS, code: 'OPERATION_TOO_LARGE', says: (n, limit) => `This document has a list of ${n} values written into it; the limit is ${limit}. Pass it as a variable.` },
  { measure: 'depth', limit: 'maxDepth', code: 'OPERATION_TOO_DEEP', says: (n, limit) => `This operation nests ${n} levels of fields; the limit is ${limit}. Ask for the deeper part in an operation of its own.` },
  { measure: 'introspectionDepth', limit: 'maxIntrospectionDepth', code: 'OPERATION_TOO_DEEP', says: (n, limit) => `This introspection nests ${n} levels of fields; the limit is ${limit}. The usual introspection query fits.` },
  { measure: 'aliases', limit: 'maxAliases', code: 'OPERATION_TOO_LARGE', says: (n, limit) => `This operation has ${n} aliases; the limit is ${limit}. Ask for a list field, or split it.` },
  { measure: 'width', limit: 'maxRootFields', code: 'OPERATION_TOO_LARGE', says: (n, limit) => `This operation has ${n} root fields; the limit is ${limit}. Split it.` },
  { measure: 'repeats', limit: 'maxRepeats', code: 'OPERATION_TOO_LARGE', says: (n, limit) => `This operation repeats one field ${n} times in one selection; the limit is ${limit}. Name it once.` },
  { measure: 'directivesOnOne', limit: 'maxDirectivesOnOne', code: 'OPERATION_TOO_LARGE', says: (n, limit) => `This operation has ${n} directives in one place; the limit is ${limit}.` },
  { measure: 'directives', limit: 'maxDirectives', code: 'OPERATION_TOO_LARGE', says: (n, limit) => `This operation has ${n} directives; the limit is ${limit}.` },
  { measure: 'valueDepth', limit: MAX_VALUE_DEPTH, code: 'OPERATION_TOO_DEEP', says: (n, limit) => `A value in this operation nests ${n} levels of lists and objects; the limit is ${limit}.` },
  { measure: 'selections', limit: 'maxFields', code: 'OPERATION_TOO_LARGE', says: (n, limit) => `This operation has ${n} selections with its fragments expanded; the limit is ${limit}. Split it.` },
]

const checkShape = (shape: Shape, limits: DocumentLimits): void => {
  for (const { measure, limit, code, says } of rules) {
    const [requested, allowed] = [shape[measure], typeof limit === 'number' ? limit : limits[limit]]
    if (requested <= allowed) continue
    const printed = requested > 1e9 ? 'more than a billion' : String(requested)
    throw refusal(code, says(printed, allowed), { details: { requested: Math.min(requested, 1e9), limit: allowed } })
  }
}
