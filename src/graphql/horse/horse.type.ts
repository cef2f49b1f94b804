import { Arg, Field, Int, ObjectType } from 'type-graphql'
import type { DataSource } from '../../domain/vocabulary'
import { Sex } from '../../domain/vocabulary'
import { connectionOf } from '../connection/connection-of'
import { After, Before, First, Last } from '../connection/page-args'
import { CacheFor, Cost, ListSize, Paged } from '../cost/cost'
import { Money } from '../money/money.type'
import { GlobalId, Source, SourceId } from '../node/node-fields'
import { Node } from '../node/node.type'
import { ownersToday } from '../owner/owned'
import { Owner } from '../owner/owner.type'
import { Batched, Column, Connected, Derived, FromTable, Joined, List, One, planned } from '../read/mapping'
import { runsOf } from '../run/past-runs'
import { RunFilter } from '../run/run.input'
import { RunConnection } from '../run/run.type'
import { Runner } from '../runner/runner.type'
import { WITHDRAWN_SQL } from '../runner/withdrawn'
import { DateScalar } from '../scalars/date'
import { RequiresScopes } from '../scopes/requires-scopes'
import { loadHorseStatistics } from '../statistics/load-statistics'
import { HorseStatistics } from '../statistics/runner-statistics.type'
import { AsOf } from '../time/as-of'
import { Trainer } from '../trainer/trainer.type'
import { loadAge } from './load-age'
import { loadPrizeMoney } from './load-prize-money'

const id = [{ column: 'id', type: 'int' }] as const

@ObjectType({ implements: Node, description: 'A horse. Sires and dams that never raced here have little but a name.', simpleResolvers: true })
@RequiresScopes('racing')
@FromTable('horses')
@CacheFor(3600)
export class Horse implements Node {
  @GlobalId('Horse')
  id!: string

  @Source()
  source!: DataSource

  @SourceId()
  sourceId!: string

  @Field(() => String, { description: 'Name, in the source\'s spelling.' })
  @Column('name')
  name!: string

  @Field(() => [String], { description: 'Names it raced under before; empty when none.' })
  @Column('former_names')
  formerNames!: readonly string[]

  @Field(() => String, { nullable: true, description: 'Brand number, e.g. `C123` in Hong Kong, where names are given again and brands are not.' })
  @Column('brand')
  brand!: string | null

  @Field(() => String, { nullable: true, description: 'Country where it was foaled, as the source writes it; null when unknown.' })
  @Column('country_of_birth')
  countryOfBirth!: string | null

  @Field(() => DateScalar, { nullable: true, description: 'Day on which it was foaled; null when unknown.' })
  @Column('foaling_date')
  foalingDate!: string | null

  @Field(() => Int, { nullable: true, description: 'Official age in years: a crop turns a year older together, on 1 August where it was foaled in the southern hemisphere, else on 1 January. Null when the foaling date is unknown.' })
  @Batched({ columns: ['foaling_date', 'country_of_birth'], load: loadAge })
  age(@Arg('on', () => DateScalar, { nullable: true, description: 'The day; today when left out.' }) _on: string | null): number | null { return planned() }

  @Field(() => Sex, { description: 'Sex as last recorded.' })
  @Column('sex')
  sex!: Sex

  @Field(() => Boolean, { nullable: true, description: 'Castrated; null when the sex is unknown.' })
  @Derived(['sex'], ([sex]) => (sex === Sex.UNKNOWN ? null : sex === Sex.GELDING))
  gelded!: boolean | null

  @Field(() => String, { nullable: true, description: 'Coat, e.g. `bay`; null when unknown.' })
  @Column('colour')
  colour!: string | null

  @Field(() => String, { nullable: true, description: 'How it came to its country of racing, e.g. `PPG` (privately purchased griffin); null when unknown.' })
  @Column('import_type')
  importType!: string | null

  @Field(() => Horse, { nullable: true, description: 'Father; null when unknown.' })
  @Joined('sire')
  sire!: Horse | null

  @Field(() => Horse, { nullable: true, description: 'Mother; null when unknown.' })
  @Joined('dam')
  dam!: Horse | null

  @Field(() => Horse, { nullable: true, description: 'Father of the mother; null when unknown.' })
  @Joined('damSire')
  damSire!: Horse | null

  @Field(() => String, { nullable: true, description: 'Name of the father.' })
  @Column('sire.name')
  sireText!: string | null

  @Field(() => String, { nullable: true, description: 'Name of the mother.' })
  @Column('dam.name')
  damText!: string | null

  @Field(() => String, { nullable: true, description: 'Who bred it; null when unknown.' })
  @Column('breeder')
  breeder!: string | null

  @Field(() => String, { nullable: true, description: 'Number of its microchip; null when unknown.' })
  @Column('microchip')
  microchip!: string | null

  @Field(() => Boolean, { nullable: true, description: 'No longer racing; null when unknown.' })
  @Column('retired')
  retired!: boolean | null

  @Field(() => Trainer, { nullable: true, description: 'Trainer of its newest run or entry; null when there is none.' })
  @One({
    table: 'trainers', parent: id,
    where: (t, [horse]) => `${t('id')} = (SELECT r.trainer_id FROM runners r WHERE r.horse_id = ${horse} AND r.trainer_id IS NOT NULL ORDER BY r.race_start DESC, r.id DESC LIMIT 1)`,
  })
  trainer!: Trainer | null

  @Field(() => [Owner], { description: 'Who owns it today, by name; empty when unknown.' })
  @List(ownersToday)
  @ListSize({ assumedSize: 2 })
  owners!: readonly Owner[]

  @Field(() => Money, { nullable: true, description: 'All prizes it won that are known here; null when none is, or they were paid in several currencies.' })
  @Batched({ columns: ['id'], load: loadPrizeMoney })
  @CacheFor(60)
  prizeMoney!: Money | null

  @Field(() => RunConnection, { description: 'Its runs whose result is known, newest first. Trials only when `filter.kinds` names them.' })
  @Connected(runsOf('horse_id'))
  @Paged(10)
  @CacheFor(60)
  runs(
    @First(10, 200) _first: number, @After() _after: string | null, @Last(200) _last: number | null, @Before() _before: string | null,
    @Arg('filter', () => RunFilter, { nullable: true, description: 'Which runs.' }) _filter: RunFilter | null,
  ): object { return planned() }

  @Field(() => HorseConnection, { description: 'Its foals, by name.' })
  @Connected({
    table: 'horses', parent: id, orders: {}, defaultOrder: [{ column: 'name', direction: 'ASC' }], defaultFirst: 10, maxFirst: 100,
    where: (t, [horse]) => `(${t('sire_id')} = ${horse} OR ${t('dam_id')} = ${horse})`,
  })
  @Paged(10)
  progeny(@First(10, 100) _first: number, @After() _after: string | null, @Last(100) _last: number | null, @Before() _before: string | null): object { return planned() }

  @Field(() => HorseStatistics, { description: 'What it has done.' })
  @Batched({ columns: ['id'], load: loadHorseStatistics })
  @Cost(3)
  @CacheFor(60)
  statistics(@AsOf('Only what was known before this instant.') _asOf: string | null): HorseStatistics { return planned() }

  @Field(() => [Runner], { description: 'Its entries in races to come, the next first; scratched ones left out.' })
  @List({
    table: 'runners', parent: id, orderBy: [{ column: 'race_start', direction: 'ASC' }, { column: 'id', direction: 'ASC' }], limit: () => 20,
    where: (t, [horse]) => `${t('horse_id')} = ${horse} AND ${t('race_start')} > now() AND ${t('status')} NOT IN ${WITHDRAWN_SQL}`,
  })
  @ListSize({ assumedSize: 2 })
  upcoming!: readonly Runner[]
}

export const HorseConnection = connectionOf('Horse', 'horses', () => Horse)
