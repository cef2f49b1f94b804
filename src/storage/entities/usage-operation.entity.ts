import { Column, Entity, PrimaryColumn } from 'typeorm'

/** Use of a day, told apart. Empty text: it named none. */
@Entity('usage_operations')
export class UsageOperationRow {
  @PrimaryColumn({ type: 'date' })
  day!: string

  @PrimaryColumn({ type: 'text' })
  principal!: string

  @PrimaryColumn({ type: 'text' })
  client!: string

  @PrimaryColumn({ type: 'text' })
  version!: string

  @PrimaryColumn({ type: 'text' })
  operation!: string

  @PrimaryColumn({ type: 'text' })
  document!: string

  @PrimaryColumn({ type: 'boolean' })
  rest!: boolean

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
