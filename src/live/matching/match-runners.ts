import type { CandidateRace } from '../../domain/market-match'
import { selectionKey } from '../../domain/market-match'
import type { SelectionView } from '../../domain/market-view'
import { horseNameKey, readSelectionName, unnamedSelection } from './selection-name'

export interface RunnerMatches {
  /** By `selectionKey`; null where none was found. */
  readonly runners: ReadonlyMap<string, number | null>
  /** Why selections have no runner. */
  readonly reasons: readonly string[]
  /** Selections that are not out, and how many of them have a runner. */
  readonly active: number
  readonly agreed: number
}
type Runner = CandidateRace['runners'][number]
type Found = { readonly runner: Runner; readonly reason: null } | { readonly runner: null; readonly reason: string | null }

const isOut = ({ status }: SelectionView): boolean => status === 'REMOVED' || status === 'HIDDEN'
const label = ({ selectionId, name }: SelectionView): string => name === null ? `selection ${selectionId}` : `${name} (selection ${selectionId})`

/** Which runner each selection is. Never two selections on one runner. */
export const matchRunners = (selections: readonly SelectionView[], race: CandidateRace): RunnerMatches => {
  const ordered = [...selections].sort((a, b) => a.selectionId - b.selectionId || a.handicap - b.handicap)
  const found = new Map(ordered.map((selection) => [selection, findRunner(selection, race.runners)]))
  const claims = new Map<number, SelectionView[]>()
  for (const [selection, { runner }] of found) if (runner !== null) claims.set(runner.runnerId, [...(claims.get(runner.runnerId) ?? []), selection])
  const runners = new Map<string, number | null>()
  const reasons: string[] = []
  let active = 0, agreed = 0
  for (const [selection, { runner, reason }] of found) {
    const rivals = runner === null ? [] : claims.get(runner.runnerId) ?? []
    const runnerId = runner !== null && rivals.length === 1 ? runner.runnerId : null
    runners.set(selectionKey(selection.selectionId, selection.handicap), runnerId)
    if (rivals.length > 1) reasons.push(`${label(selection)} could be ${runner?.name ?? ''}, and so could ${rivals.filter((other) => other !== selection).map(label).join(' and ')}.`)
    else if (reason !== null) reasons.push(reason)
    if (isOut(selection)) continue
    active += 1
    if (runnerId !== null) agreed += 1
  }
  return { runners, reasons, active, agreed }
}

const findRunner = (selection: SelectionView, runners: readonly Runner[]): Found => {
  const written = selection.name === null ? null : readSelectionName(selection.name)
  const number = selection.clothNumber ?? written?.number ?? null
  const key = written === null || written.key === '' ? horseNameKey(unnamedSelection(selection.selectionId)) : written.key
  const named = runners.filter(({ name }) => horseNameKey(name) === key)
  if (named.length > 1) return not(`${label(selection)} could be any of ${named.length} runners of that name.`)
  const [runner] = named
  if (runner !== undefined) {
    if (number === null || runner.number === null || runner.number === number) return { runner, reason: null }
    return not(`${label(selection)} is number ${number} in the market and ${runner.number} on the card.`)
  }
  if (written !== null || number === null) return not(isOut(selection) ? null : `${label(selection)} is on no card of the race.`)
  return byNumber(selection, number, runners)
}
const not = (reason: string | null): Found => ({ runner: null, reason })

/** For a source that tells numbers and no names. */
const byNumber = (selection: SelectionView, number: number, runners: readonly Runner[]): Found => {
  const [runner, ...others] = runners.filter((one) => one.number === number)
  if (runner === undefined || others.length > 0) return not(isOut(selection) ? null : `${label(selection)} is number ${number}, which ${runner === undefined ? 'no runner has' : 'several runners have'}.`)
  const draw = selection.stallDraw ?? null
  if (draw !== null && runner.barrier !== null && draw !== runner.barrier) return not(`${label(selection)} is number ${number} from stall ${draw}; number ${number} on the card is drawn ${runner.barrier}.`)
  return { runner, reason: null }
}
