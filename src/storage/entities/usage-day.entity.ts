import { Column, Entity, PrimaryColumn } from 'typeorm'

/** All that a principal used on a day. */
@Entity('usage_days')
export class UsageDayRow {
  @PrimaryColumn({ type: 'date' })
  day!: string

  @PrimaryColumn({ type: 'text' })
  principal!: string

  @Column({ type: 'bigint' })
  operations!: string

  /** Operations with an error. */
  @Column({ type: 'bigint' })
  failed!: string

  @Column({ name: 'estimated_cost', type: 'double precision' })
  estimatedCost!: number

  @Column({ name: 'actual_cost', type: 'double precision' })
  actualCost!: number

  /** Of answers and deliveries, before compression. */
  @Column({ type: 'bigint' })
  bytes!: string

  @Column({ name: 'duration_ms', type: 'double precision' })
  durationMs!: number

  /** That subscriptions were open. */
  @Column({ name: 'subscription_ms', type: 'double precision' })
  subscriptionMs!: number

  @Column({ type: 'bigint' })
  deliveries!: string

  /** Operations by code of error. */
  @Column({ type: 'jsonb' })
  errors!: Readonly<Record<string, number>>
}
