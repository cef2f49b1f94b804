import { Field, ObjectType } from 'type-graphql'
import { Column, FromTable, One } from '../read/mapping'
import { DateTimeScalar } from '../scalars/date-time'
import { RequiresScopes } from '../scopes/requires-scopes'
import { knownBy } from '../time/as-of'

@ObjectType({ description: 'A withdrawal that stands.', simpleResolvers: true })
@RequiresScopes('racing')
@FromTable('change_events')
export class Scratching {
  @Field(() => DateTimeScalar, { description: 'When the runner came out.' })
  @Column('at')
  at!: string

  @Field(() => DateTimeScalar, { description: 'When that became known.' })
  @Column('known_at')
  knownAt!: string

  @Field(() => Boolean, { description: 'After the day\'s deadline: deductions may apply.' })
  @Column('late')
  late!: boolean

  @Field(() => String, { nullable: true, description: 'Why; null when the source does not say.' })
  @Column('reason')
  reason!: string | null
}

/** The newest scratching of a runner that no reinstatement followed. */
export const StandingScratching = (): ReturnType<typeof One> =>
  One({
    table: 'change_events', parent: [{ column: 'id', type: 'int' }], orderBy: [{ column: 'at', direction: 'DESC' }, { column: 'id', direction: 'DESC' }],
    where: (t, [runner], args, param) => {
      const undone = args['asOf'] === null || args['asOf'] === undefined ? '' : ` AND b.known_at <= ${param(args['asOf'], 'timestamptz')}`
      return `${t('runner_id')} = ${runner} AND ${t('kind')} = 'SCRATCHING'${knownBy(t, args['asOf'], param)}`
        + ` AND NOT EXISTS (SELECT 1 FROM change_events b WHERE b.runner_id = ${runner} AND b.kind = 'REINSTATEMENT' AND b.at >= ${t('at')}${undone})`
    },
  })
