import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

/** What a batch of ticks brought of a market, until it is rolled up into bars. */
@Entity('ticks_stored')
export class StoredTicks {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string

  @Column({ name: 'market_id', type: 'int' })
  marketId!: number

  @Column({ name: 'from_at', type: 'timestamptz' })
  fromAt!: Date

  @Column({ name: 'to_at', type: 'timestamptz' })
  toAt!: Date

  /** The highest of them. */
  @Column({ type: 'int' })
  sequence!: number
}
