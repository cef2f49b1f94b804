import type { GearRecord } from '../../domain/records'

const CODE = /^([A-Z]+)([12]?)(-?)$/

/**
 * `B/TT1/XB-`: a code alone is worn again, 1 is worn for the first time, 2 is put back on after a run without
 * it (in 99% of such cells the horse had worn it before, not last time), - is taken off. `--` is none.
 */
export const gearOf = (cell: string, knownAt: string, reject: (reason: string) => void): GearRecord[] => {
  const worn = new Map<string, GearRecord>()
  if (cell === '' || cell === '--' || cell === '---') return []
  for (const item of cell.split('/')) {
    const match = CODE.exec(item.trim())
    const code = match?.[1]
    if (match === null || code === undefined) reject(`gear ${JSON.stringify(item)} is not a code`)
    else if (!worn.has(code)) worn.set(code, { code, firstTime: match[2] === '1', removed: match[3] === '-', knownAt })
  }
  return [...worn.values()]
}

