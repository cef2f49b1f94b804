import { Column, Entity, PrimaryColumn } from 'typeorm'

/** Something of a race changed that webhooks may have to be told; left by triggers, taken by workers. */
@Entity('webhook_signals')
export class WebhookSignalRow {
  @PrimaryColumn({ type: 'bigint', generated: 'identity' })
  id!: string

  @Column({ type: 'text' })
  kind!: string

  @Column({ name: 'race_id', type: 'int' })
  raceId!: number

  @Column({ name: 'runner_id', type: 'int' })
  runnerId!: number

  @Column({ type: 'text' })
  transaction!: string
}
