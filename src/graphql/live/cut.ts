import type { GraphQLFormattedError } from 'graphql'
import type { CutResult, CutSlot } from '../../domain/delivery'
import type { Told } from './topic'

/** Where a document has what is different for each subscriber, by response key. */
export interface CutShape {
  /** Of the one field of the subscription. */
  readonly root: string
  /** Below it: lists of which only changed entries are sent. */
  readonly lists: ReadonlySet<string>
  readonly snapshots: ReadonlySet<string>
}

/** What a cut tells of. */
export type CutOf = Pick<Told, 'key' | 'raceId' | 'marketId' | 'sequence' | 'receivedAt' | 'changedAt'>

/** The result `{"data": ...}` of an execution over the whole state as text, cut at the lists and at `snapshot`. Entries stand in the order in which `changedAt` has them. */
export function cutResult(data: Readonly<Record<string, unknown>>, { root, lists, snapshots }: CutShape, of: CutOf): CutResult {
  const frame: string[] = []
  const slots: CutSlot[] = []
  const items: CutResult['lists'][number][] = []
  let text = `{"data":{${JSON.stringify(root)}:{`
  let first = true
  const cut = (slot: CutSlot): void => {
    frame.push(text)
    slots.push(slot)
    text = ''
  }
  for (const [key, value] of Object.entries(data[root] as Readonly<Record<string, unknown>>)) {
    if (value === undefined) continue // graphql-jit leaves the keys of what is skipped
    text += `${first ? '' : ','}${JSON.stringify(key)}:`
    first = false
    if (lists.has(key)) {
      text += '['
      cut({ items: items.push((value as readonly unknown[]).map((one, place) => ({ json: JSON.stringify(one), sequence: of.changedAt(place) }))) - 1 })
      text += ']'
    } else if (snapshots.has(key)) cut('snapshot')
    else text += JSON.stringify(value)
  }
  frame.push(`${text}}}}`)
  return { ...labels(of), frame, slots, lists: items }
}

/** A result with errors goes out as it is: their paths count places of the whole lists. */
export const uncutResult = (data: unknown, errors: readonly GraphQLFormattedError[], of: CutOf): CutResult =>
  ({ ...labels(of), frame: [JSON.stringify({ errors, data })], slots: [], lists: [] })

/** Beside what is told otherwise, so that nothing counts as sent that was not. */
export const failedResult = (errors: readonly GraphQLFormattedError[], of: CutOf): CutResult => ({ ...uncutResult(null, errors, of), key: `${of.key} failed` })

const labels = ({ key, raceId, marketId, sequence, receivedAt }: CutOf): Pick<CutResult, 'key' | 'raceId' | 'marketId' | 'sequence' | 'receivedAt'> => ({ key, raceId, marketId, sequence, receivedAt })
