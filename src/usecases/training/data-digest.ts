import { createHash } from 'node:crypto'
import { FEATURES } from '../../features/registry'
import type { RaceTable } from '../../models/data/race-table'

/** NaN is written in many ways; here in one. */
const [NAN_HIGH, HIGH] = [0x7ff80000, new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0]

/** SHA-256 of all numbers of the tables: days, runners, features by name and version, prices, results. Ids of the database are not among them. */
export function dataDigest(tables: readonly RaceTable[]): string {
  const hash = createHash('sha256')
  const numbers = (name: string, values: Float64Array): void => {
    const copy = Float64Array.from(values)
    const words = new Uint32Array(copy.buffer)
    for (let i = 0; i < copy.length; i++) if (Number.isNaN(copy[i])) { words[2 * i + HIGH] = NAN_HIGH; words[2 * i + 1 - HIGH] = 0 }
    hash.update(`\n${name} ${copy.length} `).update(new Uint8Array(copy.buffer))
  }
  for (const { races, raceStart, runnerNumbers, startingPrice, targets, columns } of tables) {
    hash.update(`\n${races.map(({ source, date, number, offAt }) => `${source} ${date} ${number} ${offAt}`).join('\n')}`)
    numbers('starts', Float64Array.from(raceStart))
    numbers('numbers', runnerNumbers)
    numbers('prices', startingPrice)
    for (const [target, values] of Object.entries(targets)) numbers(target, values)
    for (const { name, version } of FEATURES) { const column = columns.get(name); if (column !== undefined) numbers(`${name}@${version}`, column) }
  }
  return hash.digest('hex')
}
