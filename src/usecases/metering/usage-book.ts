import type { Instant } from '../../domain/instant'
import type { UsageBatch, UsageCounts, UsageKey, UsageRecorder, UsageRow, UsedDocument, UsedOperation } from './ports'

export interface UsageBookOptions {
  /** Rows that are told apart on one day, and in one batch; what comes later goes to the rest of its principal. */
  readonly mostRows?: number
  /** Of these one principal may have. */
  readonly mostOfOne?: number
  /** Rests in one batch; what comes later goes to the rest of `OTHERS`. */
  readonly mostRests?: number
}
export interface UsageBook extends UsageRecorder {
  /** What was told since the last time; null for nothing. */
  take(): Pick<UsageBatch, 'rows' | 'documents'> | null
  /** Rows that wait to be taken. */
  readonly rows: number
  /** Operations in them. */
  readonly operations: number
  /** Operations and tellings that went to a rest, since the start. */
  readonly folded: number
}
/** Principal of rests that had no room of their own. */
export const OTHERS = '(others)'
const LONGEST = 120
const LONGEST_PRINCIPAL = 200
const CODE = /^[A-Z][A-Z0-9_]{0,59}$/u

type Counts = { -readonly [K in keyof UsageCounts]: UsageCounts[K] extends number ? number : Record<string, number> }
type Row = UsageKey & Counts
const EMPTY: Pick<UsageKey, 'client' | 'version' | 'operation' | 'document'> = { client: '', version: '', operation: '', document: '' }
const newRow = (key: UsageKey): Row => ({ ...key, operations: 0, failed: 0, estimatedCost: 0, actualCost: 0, bytes: 0, durationMs: 0, subscriptionMs: 0, deliveries: 0, errors: {} })
/** PostgreSQL takes neither U+0000 nor half a character, and keys are joined by line breaks. */
const UNFIT = /[\p{Cc}\p{Cs}]/u
const EVERY_UNFIT = new RegExp(UNFIT, 'gu')
const cut = (text: string, most: number): string => {
  const short = text.length > most ? text.slice(0, most) : text
  return UNFIT.test(short) ? short.replace(EVERY_UNFIT, ' ') : short
}
const HASH = /^[0-9a-f]{64}$/u
/** One number that is none must not keep a batch from being written for ever. */
const sane = (value: number): number => (value > 0 && value < Number.MAX_SAFE_INTEGER ? value : 0)
const whole = (value: number): number => Math.round(sane(value))

/**
 * Adds up use by day, principal, client, version, operation and document. Bounded: `mostRows` rows and `mostRests` rests in a batch, and `mostRows` keys that are remembered of a
 * day, of some 0.5 kB each. Whoever invents names without end fills the rest of its own; nothing is lost, and what has its row keeps it.
 */
export function createUsageBook({ mostRows = 20_000, mostOfOne = 2_000, mostRests = 5_000 }: UsageBookOptions = {}): UsageBook {
  let open = new Map<string, Row>()
  let documents = new Map<string, UsedDocument>()
  let [rests, operations, folded] = [0, 0, 0]
  let today = ''
  const known = new Set<string>()
  const knownOf = new Map<string, number>()
  let [dayFrom, dayTo, dayText] = [0, 0, '']

  const dayOf = (at: Instant): string => {
    if (at < dayFrom || at >= dayTo) {
      dayText = new Date(at).toISOString().slice(0, 10)
      dayFrom = Date.parse(dayText)
      dayTo = dayFrom + 86_400_000
    }
    return dayText
  }
  /** Whether a key may have a row of its own today. */
  const admitted = (key: string, principal: string): boolean => {
    if (known.has(key)) return true
    const held = knownOf.get(principal) ?? 0
    if (known.size >= mostRows || held >= mostOfOne) return false
    known.add(key)
    knownOf.set(principal, held + 1)
    return true
  }
  const restOf = (day: string, principal: string): Row => {
    const key = `${day}\n${principal}`
    const present = open.get(key)
    if (present !== undefined) return present
    if (rests >= mostRests && principal !== OTHERS) return restOf(day, OTHERS)
    rests++
    const row = newRow({ day, principal, ...EMPTY, rest: true })
    open.set(key, row)
    return row
  }
  const rowFor = ({ at, caller, name, document, fields }: Pick<UsedOperation, 'at' | 'caller' | 'name' | 'document' | 'fields'>): Row => {
    const day = dayOf(at)
    const principal = cut(caller.principal.id, LONGEST_PRINCIPAL) || OTHERS
    const operation = name === null ? '' : cut(name, LONGEST)
    const client = cut(caller.client.name ?? '', LONGEST)
    const version = cut(caller.client.version ?? '', LONGEST)
    const key = `${day}\n${principal}\n${client}\n${version}\n${operation}\n${document ?? ''}`
    const present = open.get(key)
    if (present !== undefined) return present
    if (day > today) {
      today = day
      known.clear()
      knownOf.clear()
    }
    const first = !known.has(key)
    if (open.size - rests >= mostRows || !admitted(key, principal)) {
      folded++
      return restOf(day, principal)
    }
    if (first && document !== null && fields !== null && HASH.test(document)) documents.set(`${document}\n${operation}`, { document, operation, fields, day })
    const row = newRow({ day, principal, client, version, operation, document: document ?? '', rest: false })
    open.set(key, row)
    return row
  }
  return {
    operation: (used) => {
      // Of what is not valid there are as many texts as there are mistakes.
      const row = rowFor(used.fields === null ? { ...used, document: null } : used)
      operations++
      row.operations++
      row.estimatedCost += sane(used.estimatedCost)
      row.actualCost += sane(used.actualCost)
      row.bytes += whole(used.bytes)
      row.durationMs += sane(used.durationMs)
      if (used.errors.length === 0) return
      row.failed++
      for (const code of new Set(used.errors.map((one) => (CODE.test(one) ? one : 'UNKNOWN')))) row.errors[code] = (row.errors[code] ?? 0) + 1
    },
    subscription: (used) => {
      const row = rowFor({ ...used, fields: null })
      row.subscriptionMs += sane(used.openMs)
      row.deliveries += whole(used.deliveries)
      row.bytes += whole(used.bytes)
    },
    take: () => {
      if (open.size === 0) return null
      const rows: readonly UsageRow[] = [...open.values()]
      const taken = { rows, documents: [...documents.values()] }
      open = new Map()
      documents = new Map()
      rests = operations = 0
      return taken
    },
    get rows() { return open.size },
    get operations() { return operations },
    get folded() { return folded },
  }
}
