import type { Execution } from './execution'
import type { Values } from './mapping'
import type { Rows, WantedPlan } from './plan'
import { readRows, type Reading } from './statement'
import { fieldsFor } from './wanted'

const BY_ID: Reading['source'] = { parent: [{ column: 'id', type: 'int' }], where: (t, p) => `${t('id')} = ${p[0]}` }

/** Objects of the rows with these ids, by id, in one statement; what hangs on them is not read yet. */
export async function rowsById(execution: Execution, rows: Rows, ids: Iterable<number | string>): Promise<ReadonlyMap<number | string, Record<string, unknown>>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const { buckets } = await readRows(execution, { select: rows.select.fork(), source: BY_ID, args: {}, page: { orders: [], limit: null } }, wanted.map((id) => [id]))
  return new Map(wanted.flatMap((id, i): [number | string, Record<string, unknown>][] => {
    const row: Values | undefined = buckets[i]?.[0]
    const build = rows.builders[0]
    return row === undefined || build === undefined ? [] : [[id, build(row, execution.build)]]
  }))
}

interface Place { readonly holder: Record<string, unknown>; readonly property: string; readonly ids: readonly number[]; readonly isList: boolean }

/** Puts objects where a loader's values name rows by their ids. Resolves with the rows that were read, for what hangs on them. */
export async function fillKeyed(execution: Execution, values: readonly unknown[], wanted: WantedPlan): Promise<readonly Rows[]> {
  const places = new Map<Rows, Place[]>()
  const find = (value: unknown, plan: WantedPlan): void => {
    if (value === null || typeof value !== 'object') return
    if (Array.isArray(value)) { for (const one of value) find(one, plan); return }
    const holder = value as Record<string, unknown>
    for (const { key, property, wanted: below, rows } of fieldsFor(holder, plan)) {
      const at = execution.byKey ? key : property
      if (rows === null) find(holder[at], below)
      else if (holder[at] !== null && holder[at] !== undefined) {
        const known = places.get(rows)
        const isList = Array.isArray(holder[at])
        const place: Place = { holder, property: at, isList, ids: (isList ? holder[at] : [holder[at]]) as readonly number[] }
        if (known === undefined) places.set(rows, [place])
        else known.push(place)
      }
    }
  }
  if (hasKeyed(wanted)) find(values, wanted)
  for (const [rows, all] of places) {
    const found = await rowsById(execution, rows, all.flatMap(({ ids }) => ids))
    for (const { holder, property, ids, isList } of all) {
      const objects = ids.map((id) => found.get(id) ?? null)
      holder[property] = isList ? objects : objects[0]
    }
  }
  return [...places.keys()]
}

const hasKeyed = ({ fields, types }: WantedPlan): boolean => fields.some(({ rows, wanted }) => rows !== null || hasKeyed(wanted)) || [...(types?.values() ?? [])].some(hasKeyed)
