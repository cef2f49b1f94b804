import { MAX_ARGUMENTS, MAX_TEXT_LENGTH, MAX_VALUE_DEPTH, MAX_VARIABLE_ITEMS, MAX_VARIABLE_VALUES } from './fixed-limits'
import { refusal } from './refusal'

interface Held { readonly value: unknown; readonly depth: number }

/**
 * Refuses values that are larger than any operation of this graph can use, before they are held against their types, which is dear and tells of each wrong one.
 * Looks at MAX_VARIABLE_VALUES values and no more.
 * @throws GraphQLError OPERATION_TOO_LARGE or OPERATION_TOO_DEEP
 */
export function checkVariables(variables: unknown): void {
  const held: Held[] = [{ value: variables, depth: 0 }]
  for (let seen = 0, one = held.pop(); one !== undefined; one = held.pop()) {
    const { value, depth } = one
    if (++seen > MAX_VARIABLE_VALUES) throw tooLarge('values in all', seen, MAX_VARIABLE_VALUES)
    if (typeof value === 'string' && value.length > MAX_TEXT_LENGTH) throw tooLarge('characters in one text', value.length, MAX_TEXT_LENGTH)
    if (value === null || typeof value !== 'object') continue
    if (depth > MAX_VALUE_DEPTH) throw refusal('OPERATION_TOO_DEEP', `The variables nest more than ${MAX_VALUE_DEPTH} levels of lists and objects, which is the limit.`, { details: { limit: MAX_VALUE_DEPTH } })
    const below: readonly unknown[] = Array.isArray(value) ? value : Object.values(value)
    const [most, what] = Array.isArray(value) ? [MAX_VARIABLE_ITEMS, 'items in one list'] as const : [MAX_ARGUMENTS, 'fields in one object'] as const
    if (below.length > most) throw tooLarge(what, below.length, most)
    for (const next of below) held.push({ value: next, depth: depth + 1 })
  }
}

const tooLarge = (what: string, requested: number, limit: number): Error => refusal('OPERATION_TOO_LARGE', `The variables have ${requested} ${what}; the limit is ${limit}. Ask in parts.`, { details: { requested, limit } })
