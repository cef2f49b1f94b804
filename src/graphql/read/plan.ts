import type { DerivedSource, FieldSource } from './mapping'
import type { Select } from './select'
import type { Selected } from './selection'

/**
 * What one operation reads, worked out once per document: a tree of statements, and for each statement
 * the function that turns a row into an object. It depends on variables only through @skip and @include.
 *
 * Objects carry their values under the field's name; when a document asks for one field twice with different
 * arguments or selections, the whole plan goes by response key instead (`byKey`).
 */
export interface Plan {
  readonly byKey: boolean
  readonly children: readonly Child[]
  /** Derived fields: `x.d[i](values, x.a[i])`, whose arguments come with each request. */
  readonly derived: readonly { readonly source: DerivedSource; readonly selected: Selected; readonly wanted: WantedPlan | null }[]
  /** Objects that children hang on, by number; builders keep them as they make them. */
  readonly nodeCount: number
}
/** A statement (or loader) that hangs on the objects of a node and puts its result under `property`. */
export interface Child {
  readonly property: string
  readonly selected: Selected
  readonly source: FieldSource
  /** Where the parent's columns stand in the parent's row. */
  readonly keys: readonly number[]
  readonly rows: Rows | null
  readonly connection: ConnectionShape | null
  readonly wanted: WantedPlan | null
  readonly types: ReadonlyMap<string, Rows> | null
}
/** The projection of one statement and the builders of its objects. */
export interface Rows {
  readonly select: Select
  readonly nodes: readonly Node[]
  readonly builders: readonly Builder[]
}
export interface Node { readonly id: number; readonly children: readonly Child[] }
/** What builders find at each request: derived fields' functions and arguments by number, and where to leave objects that statements hang on. */
export interface BuildContext {
  readonly d: readonly DerivedSource['value'][]
  readonly a: readonly unknown[]
  keep(node: number, object: object, row: readonly unknown[]): object
}
/** Makes the object of one row. */
export type Builder = (row: readonly unknown[], x: BuildContext) => Record<string, unknown>

/** Which parts of a connection are asked for, and under which properties. Numbers are builders of the statement's rows. */
export interface ConnectionShape {
  readonly nodes: readonly { readonly property: string; readonly builder: number }[]
  readonly edges: readonly { readonly property: string; readonly cursors: readonly string[]; readonly nodes: readonly { readonly property: string; readonly builder: number }[] }[]
  readonly pageInfo: readonly { readonly property: string; readonly fields: readonly { readonly name: string; readonly property: string }[] }[]
  readonly totalCount: readonly string[]
  readonly needsCursors: boolean
}

/** What is selected below a field whose value is not rows: for loaders, and to rename by response key. Below a union it is told by object type. */
export interface WantedPlan { readonly fields: readonly WantedFieldPlan[]; readonly types: ReadonlyMap<string, WantedPlan> | null }
/** `rows`: of a field that names a row by its id. */
export interface WantedFieldPlan { readonly selected: Selected; readonly property: string; readonly key: string; readonly wanted: WantedPlan; readonly rows: Rows | null }
