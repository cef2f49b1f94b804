import type { DocumentNode, ExecutionResult, OperationDefinitionNode } from 'graphql'
import type { Scope } from '../../access/scope'
import { maskOf, type ScopeMask } from '../../access/scope-mask'
import { compiled, type Run } from '../read/compiled'
import { splitIntrospection, type SplitOperation } from './split-introspection'
import type { VisibleSchemas } from './visible-schema'

export interface Introspected { readonly document: DocumentNode; readonly operation: OperationDefinitionNode; readonly variables: Readonly<Record<string, unknown>>; readonly scopes: readonly Scope[] }
/** Executes what an operation asks of the graph itself. */
export interface Introspection {
  /**
   * Answers `__schema` and `__type` by what whoever asks may see, and all else by `execute`, together as if it were one. `execute` alone where nothing is
   * asked about the graph.
   */
  run<R extends ExecutionResult>(asked: Introspected, execute: (rest: { readonly document: DocumentNode; readonly operation: OperationDefinitionNode }) => Promise<R>): Promise<R | ExecutionResult>
}

/** Sets of scopes for which one document is kept compiled. */
const MOST_RUNS = 4
interface Known { readonly split: SplitOperation | null; readonly runs: Map<ScopeMask, Run> }

export const createIntrospection = (visibleTo: VisibleSchemas): Introspection => {
  const known = new WeakMap<OperationDefinitionNode, Known>()
  const knownOf = (document: DocumentNode, operation: OperationDefinitionNode): Known => {
    let one = known.get(operation)
    if (one === undefined) known.set(operation, (one = { split: splitIntrospection(document, operation), runs: new Map() }))
    return one
  }
  return {
    run: async ({ document, operation, variables, scopes }, execute) => {
      const { split, runs } = knownOf(document, operation)
      if (split === null) return execute({ document, operation })
      const rest = split.rest === null ? { data: {} } : await execute(split.rest)
      if (!rest.data) return rest
      const had = maskOf(scopes)
      let run = runs.get(had)
      if (run === undefined) {
        if (runs.size >= MOST_RUNS) runs.clear()
        runs.set(had, (run = compiled(visibleTo(had), split.introspection, operation.name?.value)))
      }
      const about = await run({}, null, variables)
      return about.data ? together(split.keys, rest, about) : about
    },
  }
}

function together(keys: readonly string[], rest: ExecutionResult, about: ExecutionResult): ExecutionResult {
  const data = { ...rest.data, ...about.data }
  const errors = [...rest.errors ?? [], ...about.errors ?? []]
  return { ...rest, data: Object.fromEntries(keys.filter((key) => key in data).map((key) => [key, data[key]])), ...(errors.length === 0 ? {} : { errors }) }
}
