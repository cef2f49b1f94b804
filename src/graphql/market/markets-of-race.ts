import { Conditions } from '../filter/conditions'
import { List } from '../read/mapping'

/** More than any race has. */
const MOST = 100

/** Markets of a race, by type, then as they came. */
export const MarketsOfRace = (): ReturnType<typeof List> =>
  List({
    table: 'markets', parent: [{ column: 'id', type: 'int' }], limit: () => MOST,
    orderBy: [{ column: 'type', direction: 'DESC' }, { column: 'id', direction: 'ASC' }],
    where: (t, [race], args, param) => new Conditions(t, param, [`${t('race_id')} = ${race}`]).anyOf('type', 'types', args['types']).anyOf('source', 'sources', args['sources']).sql(),
  })
