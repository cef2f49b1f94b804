import { Extensions } from 'type-graphql'
import type { SqlRunner } from '../../usecases/ports'
import type { Scope } from './scope'

/**
 * Where each field of the graph is stored, said once beside the field. The planner (`plan-operation.ts`) turns a
 * selection set into projected SQL from these; `check.ts` holds them against the database at boot.
 */

/** `column`, or `join.join.column` along the joins of `tables.ts`, from the row of the field's own type: `number`, `race.meeting.date`. */
export type ColumnPath = string
/** Names a column of the statement's row in SQL, adding the joins it needs: `t('race.distance_m')`. */
export type At = (path: ColumnPath) => string
/** Adds a value to the statement and gives its placeholder, e.g. `$3::int[]`. */
export type Param = (value: unknown, type: string) => string
export type Args = Readonly<Record<string, any>> // eslint-disable-line @typescript-eslint/no-explicit-any -- coerced by graphql-js before it gets here
/** A stored value, in the order of the columns asked for. */
export type Values = readonly any[] // eslint-disable-line @typescript-eslint/no-explicit-any -- typed by the column

export interface ColumnSource {
  readonly kind: 'column'
  readonly column: ColumnPath
  /** Why a nullable column is never null where this field is read, e.g. a CHECK together with the list's condition. */
  readonly neverNull?: string
}
/** A pure value of columns and arguments, computed when the row is read. */
export interface DerivedSource { readonly kind: 'derived'; readonly columns: readonly ColumnPath[]; readonly value: (values: Values, args: Args) => unknown }
/** One object along `path` of joins; '' is another view of the same row. Null when `presence` (default: the id of the joined row) is null. */
export interface ObjectSource { readonly kind: 'object'; readonly path: string; readonly presence?: ColumnPath }
interface Rows {
  readonly table: string
  /** Columns of the parent row that the rows hang on, with their SQL types; none for a root field. */
  readonly parent: readonly { readonly column: ColumnPath; readonly type: string }[]
  /** SQL condition; `p[i]` is the SQL of the i-th parent column. */
  readonly where: (t: At, p: readonly string[], args: Args, param: Param) => string
}
export interface Order { readonly column: ColumnPath; readonly direction: 'ASC' | 'DESC' }
/** Every matching row, in order. `limit` reads an argument; without it the relation must be bounded by nature (runners of a race). */
export interface ListSource extends Rows { readonly kind: 'list'; readonly orderBy: readonly Order[]; readonly limit?: (args: Args) => number | null }
/** The first matching row or null. */
export interface OneSource extends Rows { readonly kind: 'one'; readonly orderBy?: readonly Order[] }
/** A Relay connection. Takes first, after, last, before as far as the field declares them. */
export interface ConnectionSource extends Rows {
  readonly kind: 'connection'
  /** Chosen by the `orderBy` argument; the first entry of `orders` it names, each a unique-less column path. `id` breaks ties. */
  readonly orders: Readonly<Record<string, ColumnPath>>
  readonly defaultOrder: readonly Order[]
  /** Page size without `first` or `last`; null gives every row, for relations bounded by nature. */
  readonly defaultFirst: number | null
  readonly maxFirst: number
}
/** Computed for all parents at once: one call, one value a parent row, in order. */
export interface BatchedSource {
  readonly kind: 'batched'
  readonly columns: readonly ColumnPath[]
  readonly load: (db: SqlRunner, parents: readonly Values[], args: Args, wanted: Wanted, scope: Scope) => Promise<readonly unknown[]>
}
/** What is selected below a batched field, by field name; `args` are coerced. Loaders skip what nobody asked for. Response keys of aliases that differ in arguments are separate entries. */
export interface Wanted {
  readonly fields: readonly WantedField[]
  has(name: string): boolean
  /** Below a union, by object type; values say theirs in `__typename`. */
  readonly types?: ReadonlyMap<string, Wanted>
}
export interface WantedField { readonly name: string; /** property under which the value must be put */ readonly property: string; readonly args: Args; readonly wanted: Wanted }

/** One kept thing named by its GraphQL type and the key of its row. */
export interface TypedKey { readonly type: string; readonly key: number | string }
/** Objects of several types, found by key: `resolve` gives the keys in the order of the answer, null where there is none; each type's rows are then read from its own table. */
export interface PolymorphicSource { readonly kind: 'polymorphic'; readonly resolve: (db: SqlRunner, args: Args) => Promise<readonly (TypedKey | null)[]>; readonly single: boolean }

/** Rows within a loader's value, which has their ids (one or null, or a list) under the field's name: the rows of all of them are read in one statement. */
export interface KeyedSource { readonly kind: 'keyed'; readonly table: string }

export type FieldSource = ColumnSource | DerivedSource | ObjectSource | ListSource | OneSource | ConnectionSource | BatchedSource | PolymorphicSource | KeyedSource

const reads = (source: FieldSource): MethodDecorator & PropertyDecorator => Extensions({ reads: source }) as MethodDecorator & PropertyDecorator
/** The type's rows live in `table`. */
export const FromTable = (table: string): ClassDecorator => Extensions({ table }) as ClassDecorator
export const Column = (column: ColumnPath, neverNull?: string) => reads({ kind: 'column', column, ...(neverNull === undefined ? {} : { neverNull }) })
export const Derived = (columns: readonly ColumnPath[], value: DerivedSource['value']) => reads({ kind: 'derived', columns, value })
export const Joined = (path: string, presence?: ColumnPath) => reads({ kind: 'object', path, ...(presence === undefined ? {} : { presence }) })
export const List = (source: Omit<ListSource, 'kind'>) => reads({ kind: 'list', ...source })
export const One = (source: Omit<OneSource, 'kind'>) => reads({ kind: 'one', ...source })
export const Connected = (source: Omit<ConnectionSource, 'kind'>) => reads({ kind: 'connection', ...source })
export const Batched = (source: Omit<BatchedSource, 'kind'>) => reads({ kind: 'batched', ...source })
export const Polymorphic = (source: Omit<PolymorphicSource, 'kind'>) => reads({ kind: 'polymorphic', ...source })
export const Keyed = (table: string) => reads({ kind: 'keyed', table })

/** Within a loader's value: has no arguments, but its value depends on what is selected below, so that two aliases have a value each, under their keys. */
export const OwnValue = () => Extensions({ ownValue: true }) as MethodDecorator & PropertyDecorator

/** Body of a field that takes arguments and is answered by the planner. */
export const planned = (): never => { throw new Error('this field is read by the planner, not by its method') }
