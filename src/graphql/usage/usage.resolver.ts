import { Arg, Query, Resolver } from 'type-graphql'
import { Cost, ListSize } from '../cost/cost'
import { Batched, planned } from '../read/mapping'
import { DateScalar } from '../scalars/date'
import { loadFieldUsage, loadUsage } from './load-usage'
import { FieldUsage, Usage, UsageBy } from './usage.type'

const FROM = 'First day of UTC; 30 days before the last unless said. At most 400 days.'
const TO = 'Last day of UTC; today unless said.'
const PRINCIPAL = 'Of whom, e.g. `key:` and the id of a key: for those with the scope `admin`, who are told of all unless they say. A key is told its own.'

@Resolver()
export class UsageResolver {
  @Query(() => [Usage], { nullable: true, description: 'What your key used; of all keys with the scope `admin`; null with an error without a key. A second or two behind.' })
  @Batched({ columns: [], load: loadUsage })
  @Cost(50)
  @ListSize({ assumedSize: 100 })
  usage(
    @Arg('from', () => DateScalar, { nullable: true, description: FROM }) _from: string | null,
    @Arg('to', () => DateScalar, { nullable: true, description: TO }) _to: string | null,
    @Arg('by', () => [UsageBy], { nullable: true, description: 'What is told apart; days unless said, nothing for an empty list. By days and keys it goes back for good, else as far as the server keeps it.' }) _by: readonly UsageByName[] | null,
    @Arg('principal', () => String, { nullable: true, description: PRINCIPAL }) _principal: string | null,
  ): readonly Usage[] | null { return planned() }

  @Query(() => [FieldUsage], { nullable: true, description: 'Which fields your key asked for, by which programs and operations; of all keys with the scope `admin`; null with an error without a key.' })
  @Batched({ columns: [], load: loadFieldUsage })
  @Cost(100)
  @ListSize({ assumedSize: 100 })
  fieldUsage(
    @Arg('from', () => DateScalar, { nullable: true, description: FROM }) _from: string | null,
    @Arg('to', () => DateScalar, { nullable: true, description: TO }) _to: string | null,
    @Arg('fields', () => [String], { nullable: true, description: 'Fields, e.g. `Runner.barrier`; all unless said.' }) _fields: readonly string[] | null,
    @Arg('principal', () => String, { nullable: true, description: PRINCIPAL }) _principal: string | null,
  ): readonly FieldUsage[] | null { return planned() }
}
type UsageByName = keyof typeof UsageBy
