import type { Books } from '../../book/books'
import type { ChangeMessage } from '../../book/change-message'

const MOST_STATUS_CHANGES = 14
const MOST_REMOVALS = 5
const MOST_IMAGES = 4
/** Python's rounding, by which reference points were chosen: halves to the even number. */
const halfToEven = (value: number): number => { const down = Math.floor(value); return value - down === 0.5 ? down + (down % 2) : Math.round(value) }
const python = (value: boolean): string => (value ? 'True' : 'False')

/** Why a line of a recording is worth looking at, as reference snapshots say it. Only of recordings of one market: `markets` says how many there are. */
export interface NoteworthyLines {
  /** To be told of each line once the books have taken it in. */
  note(line: number, message: ChangeMessage | null, books: Books): void
  /** Once all lines are noted. */
  reasons(line: number, lines: number, markets: number): readonly string[]
}
export function createNoteworthyLines(): NoteworthyLines {
  const events = new Map<number, string[]>()
  const add = (line: number, why: string): void => { events.set(line, [...events.get(line) ?? [], why]) }
  const counts = { status: 0, removals: 0, images: 0 }
  let [status, reconciled, won]: [string | null, boolean, boolean] = [null, false, false]
  let removed = new Set<number>()

  const noteDefinition = (line: number, books: Books): void => {
    const definition = [...books.markets.values()][0]?.definition
    if (definition === null || definition === undefined) return
    const now = `${definition.status}/${python(definition.inPlay === true)}`
    if (status !== null && now !== status && counts.status++ < MOST_STATUS_CHANGES) { add(line - 1, 'before status change'); add(line, `status ${status} -> ${now}`) }
    const out = new Set((definition.runners ?? []).filter((runner) => runner.status === 'REMOVED').map(({ id }) => id))
    if (status !== null) {
      for (const id of out) {
        if (removed.has(id) || counts.removals++ >= MOST_REMOVALS) continue
        add(line - 1, 'before removal'); add(line, `runner ${id} REMOVED`); add(line + 1, 'after removal+1'); add(line + 10, 'after removal+10')
      }
    }
    removed = new Set([...removed, ...out])
    if (definition.bspReconciled === true && !reconciled) { reconciled = true; add(line, 'bspReconciled true') }
    if (!won && definition.runners?.some((runner) => runner.status === 'WINNER') === true) { won = true; add(line, 'first WINNER') }
    status = now
  }
  return {
    note(line, message, books) {
      const mc = message?.mc ?? []
      if (mc.some(({ marketDefinition }) => marketDefinition !== undefined && marketDefinition !== null)) noteDefinition(line, books)
      if (line > 1 && mc.some(({ img }) => img === true) && counts.images++ < MOST_IMAGES) { add(line - 1, 'before image'); add(line, 'image (img=true)') }
    },
    reasons(line, lines, markets) {
      const sixteenths = Array.from({ length: 15 }, (_, i) => i + 1).filter((k) => lines >= 16 && (markets === 1 || k % 4 === 0) && halfToEven(k * lines / 16) === line)
      return [...(line === 1 ? ['first line'] : []), ...(line === lines ? ['last line'] : []), ...sixteenths.map((k) => `${k}/16 of the lines`), ...(markets === 1 ? events.get(line) ?? [] : [])]
    },
  }
}
/** Of which lines reference snapshots give whole ladders, not only their digests. */
export const isShownInFull = (reasons: readonly string[], markets: number): boolean => markets === 1 && reasons.some((why) => ['4/16 of the lines', '8/16 of the lines', '12/16 of the lines', 'bspReconciled true', 'last line'].includes(why))
