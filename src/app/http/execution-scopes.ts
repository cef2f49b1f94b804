import type { Caller } from '../../access/principal'
import type { Scope } from '../../access/scope'

const LOOKED_AT: ReadonlySet<Scope> = new Set<Scope>(['admin'])
/** Scopes that change what fields say. All others are settled before execution, so that whoever has different ones shares a subscription. */
export const executionScopes = ({ principal }: Caller): readonly Scope[] => principal.scopes.filter((scope) => LOOKED_AT.has(scope))
