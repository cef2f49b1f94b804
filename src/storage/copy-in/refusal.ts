import type { Draft } from './draft'

/** A meeting that cannot be stored, in words. */
export class Refusal extends Error {}

interface DatabaseError { readonly code: string; readonly message: string; readonly table?: string; readonly column?: string; readonly constraint?: string; readonly detail?: string }

/** Broken constraints and values that their type cannot hold are the file's fault; all else is ours or the server's. */
export const isRefusal = (error: unknown): error is DatabaseError | Refusal => error instanceof Refusal || /^(22|23|21000)/.test((error as { code?: string }).code ?? '')
/** Ended by the server, by the network, or noticed only by pg, which gives no code then. */
export const isConnectionLoss = (error: unknown): boolean => {
  const { code, message } = error as { readonly code?: string; readonly message?: string }
  return code === undefined ? /connection|not queryable/i.test(message ?? '') : /^(08|57P|E[A-Z]+$)/.test(code)
}

const KEYED: Readonly<Record<string, string>> = { meetings: 'meeting', races: 'race', runners: 'runner', results: 'runner', in_running_positions: 'runner', sectionals: 'runner', runner_gear: 'runner', prices: 'runner', dividends: 'race' }

/** `races_one_number_per_meeting` -> `races: one number per meeting`; `runners_weight_kg_check` -> `runners: weight_kg is out of range or not one of the known words`. */
const rule = ({ table = '', constraint = '', column, message }: DatabaseError): string => {
  if (constraint === '') return column === undefined ? message : `${table}: ${message}`
  const said = constraint.startsWith(`${table}_`) ? constraint.slice(table.length + 1) : constraint
  if (said.endsWith('_check')) return `${table}: ${said.slice(0, -'_check'.length)} is out of range or not one of the known words`
  if (said === 'pkey') return `${table}: the same row stands twice`
  if (said.endsWith('_fkey')) return `${table}: ${said.slice(0, -'_fkey'.length)} names a row that does not exist, or one that others still need`
  return `${table}: ${said.replaceAll('_', ' ')}`
}

/** Puts the source's own ids in the place of ours, which were never stored. */
const where = ({ table = '', detail = '' }: DatabaseError, draft: Draft | undefined): string => {
  const key = /^Key \(([^)]*)\)=\((.*?)\)/.exec(detail)
  if (key !== null) {
    const values = (key[2] ?? '').split(', ')
    return ` (${(key[1] ?? '').split(', ').map((name, i) => `${name} ${draft?.sourceIds.get(`${name.replace('_id', '')} ${values[i]}`) ?? values[i]}`).join(', ')})`
  }
  const failing = /^Failing row contains \((\d+),/.exec(detail)
  const kind = KEYED[table]
  const sourceId = kind === undefined || failing === null ? undefined : draft?.sourceIds.get(`${kind} ${failing[1]}`)
  return sourceId === undefined ? '' : ` (${kind} ${sourceId})`
}

/** One line: the meeting, the rule it breaks, and which of its rows does. */
export const explain = (error: DatabaseError | Refusal, draft: Draft | undefined, meeting: string): string =>
  `meeting ${meeting}: ${error instanceof Refusal ? error.message : `${rule(error)}${where(error, draft)}`}`
