import { Kind, type DirectiveNode } from 'graphql'

/** One @include ($variable must be `wanted`) or @skip (must not be) that depends on a variable. */
export interface Guard { readonly variable: string; readonly wanted: boolean }
/** All must hold. */
export type Guards = readonly Guard[]
export type Variables = Readonly<Record<string, unknown>>

/** What @skip and @include of a node leave: null when a literal switches it off, else the conditions on variables. */
export const guardsOf = (directives: readonly DirectiveNode[] | undefined): Guards | null => {
  if (directives === undefined || directives.length === 0) return []
  const guards: Guard[] = []
  for (const { name: { value: name }, arguments: given } of directives) {
    if (name !== 'skip' && name !== 'include') continue
    const wanted = name === 'include'
    const condition = given?.find((argument) => argument.name.value === 'if')?.value
    if (condition?.kind === Kind.VARIABLE) guards.push({ variable: condition.name.value, wanted })
    else if (condition?.kind === Kind.BOOLEAN && condition.value !== wanted) return null
  }
  return guards
}

/** A variable that is not a boolean switches nothing off: execution refuses it later, and until then it is charged. */
export const holds = (guards: Guards, variables: Variables): boolean =>
  guards.every(({ variable, wanted }) => variables[variable] !== !wanted)
