import { SCOPE_WORDS, type Scope } from '../../access/scope'
import { isMet, lackOf, maskOf, scopesIn, type RequiredMasks, type ScopeMask } from '../../access/scope-mask'
import { refusal } from '../limits/refusal'
import type { Needs } from './scope-needs'

/** Fields that a message names; `extensions.fields` has as many. */
const NAMED = 5

/** What an operation needs: a requirement, and the fields that have it. */
interface Needed { readonly required: RequiredMasks; readonly fields: string[] }
/** @throws GraphQLError FORBIDDEN for whoever has not the scopes that an operation needs */
export type ScopeCheck = (scopes: readonly Scope[]) => void

/**
 * Makes the check of one operation from the fields that it selects. What `@skip` and `@include` leave out counts: whether somebody may send a document
 * does not hang on its variables. Fields of an interface count as those of the interface, which declares what it needs itself.
 */
export function createScopeCheck(needsBy: ReadonlyMap<string, Needs>, fields: readonly string[]): ScopeCheck {
  const needed = new Map<string, Needed>()
  for (const field of fields) {
    for (const required of needsBy.get(field) ?? []) {
      const key = required.join()
      const known = needed.get(key)
      if (known === undefined) needed.set(key, { required, fields: [field] })
      else known.fields.push(field)
    }
  }
  const all = [...needed.values()]
  return (scopes) => {
    const had = maskOf(scopes)
    if (all.every(({ required }) => isMet(required, had))) return
    throw forbidden(all.filter(({ required }) => !isMet(required, had)), had)
  }
}

const forbidden = (unmet: readonly Needed[], had: ScopeMask): Error => {
  const missing = scopesIn(lackOf(unmet.map(({ required }) => required), had))
  const fields = [...new Set(unmet.flatMap((one) => one.fields))].sort()
  const named = fields.slice(0, NAMED)
  const more = fields.length > NAMED ? ` and ${fields.length - NAMED} more` : ''
  const words = missing.map((scope) => `${scope} (${SCOPE_WORDS[scope]})`).join(', ')
  return refusal('FORBIDDEN', `This operation reads ${named.join(', ')}${more}, which needs ${missing.length === 1 ? 'a scope that you do not have' : 'scopes that you do not have'}: ${words}. Leave these fields out, or ask for a key with ${missing.length === 1 ? 'it' : 'them'}.`, {
    details: { missing, fields: named },
  })
}

