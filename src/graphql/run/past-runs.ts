import type { At, ConnectionSource } from '../read/mapping'
import { runConditions } from './run.input'

type Source = Omit<ConnectionSource, 'kind'>

const newestFirst: Pick<Source, 'orders' | 'defaultOrder' | 'defaultFirst' | 'maxFirst'> = {
  orders: {}, defaultOrder: [{ column: 'race_start', direction: 'DESC' }], defaultFirst: 10, maxFirst: 200,
}
const isNoTrial = (t: At): string => `${t('race.kind')} NOT IN ('BARRIER_TRIAL', 'JUMP_OUT')`

/** Strictly before: a run that started, or a result that became known, at the very instant of the start is not in it. */
export const pastRunsOfRunner: Source = {
  ...newestFirst, table: 'runners', parent: [{ column: 'horse_id', type: 'int' }, { column: 'race_start', type: 'timestamptz' }],
  where: (t, [horse, start], args, param) => {
    const before = args['asOf'] === null || args['asOf'] === undefined ? start : `least(${start}, ${param(args['asOf'], 'timestamptz')})`
    return `${t('horse_id')} = ${horse} AND ${t('race_start')} < ${before} AND ${t('result.known_at')} < ${before}${args['includeTrials'] === true ? '' : ` AND ${isNoTrial(t)}`}`
  },
}

/** The runs of a horse, jockey or trainer: runners with a result. Trials only when the filter names their kinds. */
export const runsOf = (column: 'horse_id' | 'jockey_id' | 'trainer_id'): Source => ({
  ...newestFirst, table: 'runners', parent: [{ column: 'id', type: 'int' }],
  where: (t, [id], args, param) => {
    const filter = args['filter'] as { readonly kinds?: readonly string[] | null } | null | undefined
    const always = [`${t(column)} = ${id}`, `${t('result.known_at')} IS NOT NULL`]
    return runConditions(t, param, args['filter'], filter?.kinds === null || filter?.kinds === undefined ? [...always, isNoTrial(t)] : always)
  },
})
