import { shown } from './problem'

export type Report = (pointer: string, found: string, expected: string) => void

/** Reports every item whose key came before. Keys that are undefined do not count. */
export function checkUnique<T>(items: readonly T[], key: (item: T) => string | number | undefined, pointer: (index: number) => string, expected: string, report: Report): void {
  const seen = new Map<string | number, number>()
  items.forEach((item, i) => {
    const value = key(item)
    if (value === undefined) return
    const first = seen.get(value)
    if (first === undefined) seen.set(value, i)
    else report(pointer(i), `${shown(value)} a second time`, `${expected} (first at ${pointer(first)})`)
  })
}
