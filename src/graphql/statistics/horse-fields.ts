import { formString } from '../../domain/form-string'
import { runsOfKind } from '../../domain/preparation'
import { summarise } from '../../domain/record'
import { GoingLabel, type RacePattern, type SpellRecordKind } from '../../domain/vocabulary'
import type { WantedField } from '../read/mapping'
import type { DatedRun } from './load-histories'
import type { GoingRecord } from './record.type'

const LAST = 10

const byGoing = (runs: readonly DatedRun[]): readonly GoingRecord[] =>
  Object.values(GoingLabel).flatMap((going) => {
    const record = summarise(runs.filter((run) => run.going === going))
    return record.starts === 0 ? [] : [{ going, record }]
  })

/** What statistics of a horse and of a runner have in common; undefined for a field that is not among it. */
export function horseField(field: WantedField, runs: readonly DatedRun[]): unknown {
  switch (field.name) {
    case 'career': return summarise(runs)
    case 'last10': return formString(runs, LAST)
    case 'last12Months': return summarise(runs.filter((run) => run.recent))
    case 'goings': return byGoing(runs)
    case 'spell': return summarise(runsOfKind(runs, field.args['kind'] as SpellRecordKind))
    case 'pattern': return summarise(runs.filter((run) => run.pattern === (field.args['pattern'] as RacePattern)))
    default: return undefined
  }
}
