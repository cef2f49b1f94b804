import type { ImportUnit } from '../../../src/domain/records'
import type { CardArchive } from '../../../src/imports/cards/card-archive'
import { readFileUnits } from '../../../src/imports/cards/read-file-units'

const EMPTY: CardArchive = { load: () => Promise.resolve(null), propose: () => Promise.resolve() }

const readAlone = async (path: string, kind: 'racecard' | 'results'): Promise<ImportUnit> => {
  const units: ImportUnit[] = []
  for await (const unit of readFileUnits(path, kind, EMPTY)) units.push(unit)
  expect(units).toHaveLength(1)
  return units[0]!
}
/** A file as if nothing were known of its meeting. */
export const readRacecard = (path: string): Promise<ImportUnit> => readAlone(path, 'racecard')
export const readResults = (path: string): Promise<ImportUnit> => readAlone(path, 'results')
