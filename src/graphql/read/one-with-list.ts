import { AppError } from '../../domain/errors'
import { connectionReading } from './connection'
import type { Execution } from './execution'
import type { Args, OneSource, Values } from './mapping'
import type { Child } from './plan'
import { Params } from './select'
import { argumentsOf } from './selection'
import { clauses, readingOf, type Reading } from './statement'

/**
 * A root object together with the first list below it, in one statement: its row is found in a subquery and joined laterally to
 * the list's, so that each row carries both (a lateral subquery keeps its order under a single outer row). It saves a
 * round trip, which costs more than repeating a few columns. Gives the object's row, if there is one, and leaves the
 * list's in `execution.ready`; null when nothing can be joined or an argument is refused, which the separate reading then tells in its place.
 */
export async function readOneWithList(execution: Execution, child: Child, source: OneSource, args: Args): Promise<readonly Values[] | null> {
  const joined = firstList(execution, child)
  if (joined === null) return null
  const one = readingOf(child, source, args)
  const params = new Params()
  const sql = combined(execution, one, joined, params)
  if (sql === null) return null
  const rows = await execution.db.rows(sql, params.values)
  const at = one.select.width
  execution.ready.set(joined.list, rows.filter((row) => row[at] !== null).map((row) => row.slice(at + 1)))
  return rows.slice(0, 1)
}

interface Joined { readonly list: Child; readonly reading: Reading }

function firstList(execution: Execution, child: Child): Joined | null {
  for (const list of child.rows!.nodes.flatMap((node) => node.children)) {
    const reading = unlessRefused(() => listReading(execution, list))
    if (reading) return { list, reading }
  }
  return null
}

function listReading(execution: Execution, list: Child): Reading | null {
  const { source } = list
  const args = argumentsOf(list.selected, execution.variables)
  if (source.kind === 'list') return readingOf(list, source, args)
  const reads = list.connection !== null && list.connection.totalCount.length === 0 && (list.connection.nodes.length > 0 || list.connection.edges.length > 0)
  return source.kind === 'connection' && reads && (args['after'] ?? null) === null && (args['before'] ?? null) === null ? connectionReading(execution, list, source, args).reading : null
}

/** The names `parent` and `child` must not be used in the condition of any source: inside it they would mean something else. */
function combined(execution: Execution, one: Reading, { list, reading }: Joined, params: Params): string | null {
  return unlessRefused(() => {
    const outer = clauses(execution, one, [], params)
    const inner = clauses(execution, reading, list.keys.map((key) => `parent.c${key}`), params)
    const order = (by: string): string => (by === '' ? '' : ` ORDER BY ${by}`)
    return `SELECT parent.*, child.* FROM (SELECT ${one.select.named} FROM ${outer.body}${order(outer.order)}${outer.limit}) parent`
      + ` LEFT JOIN LATERAL (SELECT true AS hit, ${reading.select.named} FROM ${inner.body}${order(inner.order)}${inner.limit}) child ON true`
  })
}

function unlessRefused<T>(make: () => T): T | null {
  try { return make() } catch (error) {
    if (error instanceof AppError && error.code === 'BAD_USER_INPUT') return null
    throw error
  }
}
