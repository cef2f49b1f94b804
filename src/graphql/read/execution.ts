import type { Catalog } from './catalog'
import type { Values } from './mapping'
import type { BuildContext, Child } from './plan'
import type { Scope } from './scope'
import type { SqlRunner } from '../../usecases/ports'

/** One running of a plan: what it reads with, and the objects made so far. */
export interface Execution {
  readonly db: SqlRunner
  /** For loaders: one statement with the same values runs once an operation. */
  readonly shared: SqlRunner
  readonly scope: Scope
  readonly catalog: Catalog
  readonly variables: Readonly<Record<string, unknown>>
  readonly byKey: boolean
  readonly build: BuildContext
  /** Rows of lists that came in one statement with the object they hang on. */
  readonly ready: Map<Child, readonly Values[]>
  /** By node: the objects that statements below hang on, each with the row it was made from. */
  readonly kept: readonly { readonly objects: Record<string, unknown>[]; readonly rows: Values[] }[]
}
