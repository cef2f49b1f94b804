import { Column, Entity, PrimaryColumn } from 'typeorm'

/** What webhooks were told of a race last, and how often. `runner_id` 0: of the race. */
@Entity('webhook_told')
export class WebhookToldRow {
  @PrimaryColumn({ type: 'text' })
  kind!: string

  @PrimaryColumn({ name: 'race_id', type: 'int' })
  raceId!: number

  @PrimaryColumn({ name: 'runner_id', type: 'int' })
  runnerId!: number

  @Column({ type: 'int' })
  version!: number

  @Column({ type: 'text' })
  digest!: string

  @Column({ name: 'told_at', type: 'timestamptz' })
  toldAt!: Date
}
