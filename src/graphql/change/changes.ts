import { Arg } from 'type-graphql'
import { ChangeKind } from '../../domain/vocabulary'
import { Conditions } from '../filter/conditions'
import { List } from '../read/mapping'
import { DateTimeScalar } from '../scalars/date-time'
import { knownBy } from '../time/as-of'

/** More changes than any meeting has had; a list without an end is none of this graph's. */
const MOST = 500

/** The changes that hang on a row by `column`, in the order in which they became known. */
export const Changes = (column: 'meeting_id' | 'race_id' | 'runner_id'): ReturnType<typeof List> =>
  List({
    table: 'change_events',
    parent: [{ column: 'id', type: 'int' }],
    orderBy: [{ column: 'known_at', direction: 'ASC' }, { column: 'id', direction: 'ASC' }],
    limit: () => MOST,
    where: (t, [id], args, param) => {
      const since = args['since'] === null || args['since'] === undefined ? '' : ` AND ${t('known_at')} >= ${param(args['since'], 'timestamptz')}`
      return new Conditions(t, param, [`${t(column)} = ${id}`]).anyOf('kind', 'kinds', args['kinds']).sql() + since + knownBy(t, args['asOf'], param)
    },
  })

export const Kinds = (): ReturnType<typeof Arg> => Arg('kinds', () => [ChangeKind], { nullable: true, description: 'Only changes of these kinds.' })
export const Since = (): ReturnType<typeof Arg> => Arg('since', () => DateTimeScalar, { nullable: true, description: 'Only what became known at this instant or later.' })
export const CHANGES_AS_OF = 'Only what was known at this instant.'
