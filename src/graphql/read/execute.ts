import { getNullableType, isListType, isNonNullType } from 'graphql'
import { AppError } from '../../domain/errors'
import type { Catalog } from './catalog'
import type { Args, BatchedSource, ListSource, OneSource, PolymorphicSource, Values } from './mapping'
import type { Execution } from './execution'
import type { Child, Plan, Rows } from './plan'
import { connect, emptyConnection } from './connection'
import { scopeOf, type GraphServices } from './scope'
import { argumentsOf } from './selection'
import { readOneWithList } from './one-with-list'
import { fillKeyed, rowsById } from './keyed'
import { bucketsFor, readingOf, type Parents } from './statement'
import { byResponseKey, withArguments } from './wanted'
import type { SqlRunner } from '../../usecases/ports'
import type { LiveUpdate } from '../live/update'

/** Reads everything a plan asks for: the root value, complete, for a synchronous execution. Refused arguments become Error values in their places. */
export async function executePlan(plan: Plan, db: SqlRunner, services: GraphServices, catalog: Catalog, variables: Readonly<Record<string, unknown>>, event: LiveUpdate | null = null, scopes: readonly string[] = [], principal: string | null = null): Promise<Record<string, unknown>> {
  const kept = Array.from({ length: plan.nodeCount }, () => ({ objects: [] as Record<string, unknown>[], rows: [] as Values[] }))
  const shared = runOnce(db)
  const execution: Execution = {
    db, shared, scope: scopeOf(services, shared, db, event, scopes, principal), catalog, variables, byKey: plan.byKey, kept, ready: new Map(),
    build: {
      d: plan.derived.map(({ source, wanted }) => (wanted && wanted.fields.length > 0 ? (values, args) => byResponseKey(source.value(values, args), wanted) : source.value)),
      a: plan.derived.map(({ selected }) => (selected.field.args.length === 0 ? NO_ARGS : argumentsOf(selected, variables))),
      keep: (node, object, row) => {
        kept[node]!.objects.push(object as Record<string, unknown>)
        kept[node]!.rows.push(row)
        return object
      },
    },
  }
  const root: Record<string, unknown> = {}
  for (const child of plan.children) await runChild(execution, child, [root], [[]])
  return root
}

function runOnce(db: SqlRunner): SqlRunner {
  const known = new Map<string, Promise<readonly Values[]>>()
  return { rows: (sql, values) => {
    const key = `${sql}\0${JSON.stringify(values)}`
    let rows = known.get(key)
    if (!rows) known.set(key, (rows = db.rows(sql, values)))
    return rows
  } }
}
const NO_ARGS: Args = Object.freeze({})
/** Refusals that leave the rest of the answer as it is. */
const OF_ONE_FIELD: ReadonlySet<string> = new Set(['BAD_USER_INPUT', 'HISTORY_NOT_READY', 'PREDICTION_NOT_RECORDED', 'COMMENTARY_UNAVAILABLE', 'FORBIDDEN'])

async function runChild(execution: Execution, child: Child, objects: readonly Record<string, unknown>[], rows: readonly Values[]): Promise<void> {
  if (objects.length === 0) return
  const parents = distinctParents(child, rows)
  let values: readonly unknown[]
  try {
    values = await resultsFor(execution, child, parents.unique)
  } catch (error) {
    if (!(error instanceof AppError) || !OF_ONE_FIELD.has(error.code)) throw error
    for (const object of objects) object[child.property] = error
    return
  }
  const none = emptyValue(child)
  objects.forEach((object, i) => {
    const slot = parents.slots[i]!
    object[child.property] = slot < 0 ? none : values[slot]
  })
}

/** One value for each distinct parent, and the statements below it. */
async function resultsFor(execution: Execution, child: Child, parents: Parents): Promise<readonly unknown[]> {
  const { source } = child
  const args = argumentsOf(child.selected, execution.variables)
  if (source.kind === 'polymorphic') return [await polymorphic(execution, child, source, args)]
  if (parents.length === 0) return []
  if (source.kind === 'batched') return batched(execution, child, source, parents, args)
  const values = source.kind === 'connection'
    ? await connect(execution, child, source, parents, args)
    : await listOrOne(execution, child, source as ListSource | OneSource, parents, args)
  await descend(execution, child.rows!)
  return values
}

async function listOrOne(execution: Execution, child: Child, source: ListSource | OneSource, parents: Parents, args: Args): Promise<readonly unknown[]> {
  const together = source.kind === 'one' && source.parent.length === 0 ? await readOneWithList(execution, child, source, args) : null
  const buckets = together ? [together] : await bucketsFor(execution, child, readingOf(child, source, args), parents)
  const build = child.rows!.builders[0]!
  const lists = buckets.map((bucket) => bucket.map((row) => build(row, execution.build)))
  return source.kind === 'one' ? lists.map((list) => list[0] ?? null) : lists
}

async function batched(execution: Execution, child: Child, source: BatchedSource, parents: Parents, args: Args): Promise<readonly unknown[]> {
  const values = await source.load(execution.shared, parents, args, withArguments(child.wanted!, execution.variables), execution.scope)
  if (values.length !== parents.length) throw new Error(`the loader of ${child.selected.field.name} gave ${values.length} values for ${parents.length} parents`)
  const told = execution.byKey ? values.map((v) => byResponseKey(v, child.wanted!)) : values
  for (const rows of await fillKeyed(execution, told, child.wanted!)) await descend(execution, rows)
  return told
}

async function polymorphic(execution: Execution, child: Child, source: PolymorphicSource, args: Args): Promise<unknown> {
  const keys = await source.resolve(execution.db, args)
  const found = new Map<string, Record<string, unknown>>()
  for (const [type, rows] of child.types!) {
    const ids = keys.flatMap((k) => (k?.type === type ? [k.key] : []))
    if (ids.length === 0) continue
    for (const [id, object] of await rowsById(execution, rows, ids)) found.set(`${type}:${id}`, object)
    await descend(execution, rows)
  }
  const values = keys.map((k) => (k ? found.get(`${k.type}:${k.key}`) ?? null : null))
  if (source.single) return values[0] ?? null
  const list = getNullableType(child.selected.field.type)
  return isListType(list) && isNonNullType(list.ofType) ? values.filter((v) => v !== null) : values
}

async function descend(execution: Execution, rows: Rows): Promise<void> {
  for (const node of rows.nodes) {
    const { objects, rows: kept } = execution.kept[node.id]!
    for (const child of node.children) await runChild(execution, child, objects, kept)
  }
}

/** Parents with the same keys share one result; a null key has none (slot -1). */
function distinctParents(child: Child, rows: readonly Values[]): { unique: Parents; slots: readonly number[] } {
  const { keys } = child
  if (keys.length === 0) return { unique: [[]], slots: rows.map(() => 0) }
  const loader = child.source.kind === 'batched'
  const seen = new Map<unknown, number>()
  const unique: Values[] = []
  const slots = rows.map((row) => {
    const values = keys.map((k) => row[k])
    if (!loader && values.some((v) => v === null)) return -1
    const identity: unknown = values.length === 1 ? values[0] : JSON.stringify(values)
    let slot = seen.get(identity)
    if (slot === undefined) { slot = unique.push(values) - 1; seen.set(identity, slot) }
    return slot
  })
  return { unique, slots }
}

function emptyValue(child: Child): unknown {
  if (child.source.kind === 'list') return []
  return child.connection ? emptyConnection(child.connection) : null
}
