import { categoryOf } from '../../features/registry'
import type { FeatureColumns } from '../../features/compute'
import { draft, type Draft } from './draft'
import { rankIn } from './ranks'
import { RECORDS, type RecordName, type Records } from './records'
import { many, percent, times } from './words'

/** A share of fewer than so many starts says nothing. */
const SHARE_FROM = 5
/** Where all of a career was of the kind, the record of the career says it. */
const OF_CAREER: ReadonlySet<RecordName> = new Set(['distance', 'venue', 'ground', 'wet', 'together'])
const NAMES = Object.keys(RECORDS) as RecordName[]

/** What was counted, as `3 wins from 20 starts`. The value is the plain share; the feature of it is drawn toward a base rate. */
export function recordFacts(runnerId: number, place: number, records: Records, columns: FeatureColumns): readonly Draft[] {
  return NAMES.flatMap((name): readonly Draft[] => {
    const record = records[name]
    if (record === null || record.starts === 0 || (OF_CAREER.has(name) && record.starts === records.career?.starts)) return []
    const { label, called: [one, more], feature } = RECORDS[name]
    const [wins, starts] = [many(record.wins, 'win'), many(record.starts, one, more)]
    const enough = record.starts >= SHARE_FROM
    return [draft({
      runnerId, topic: categoryOf(feature), label, text: `${wins} from ${starts}${record.places === null || record.places === 0 ? '' : `, ${times(record.places)} in the first three`}`,
      value: record.wins / record.starts, unit: 'ratio', feature, rank: name === 'wet' ? null : rankIn(columns.get(feature), place),
      also: [...(enough ? [percent(record.wins / record.starts)] : []), wins, starts, ...(record.places === null ? [] : [many(record.places, 'place'), ...(enough ? [percent(record.places / record.starts)] : [])])],
    })]
  })
}
