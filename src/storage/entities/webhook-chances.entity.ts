import { Column, Entity, PrimaryColumn } from 'typeorm'

/** The chances of a race that a webhook was told last. `due_at`: when it is to be looked at again. */
@Entity('webhook_chances')
export class WebhookChancesRow {
  @PrimaryColumn({ name: 'webhook_id', type: 'text' })
  webhookId!: string

  @PrimaryColumn({ name: 'race_id', type: 'int' })
  raceId!: number

  @Column({ type: 'int' })
  version!: number

  @Column({ type: 'bigint' })
  sequence!: string

  @Column({ name: 'runner_ids', type: 'int', array: true })
  runnerIds!: number[]

  @Column({ type: 'double precision', array: true })
  chances!: number[]

  @Column({ name: 'told_at', type: 'timestamptz' })
  toldAt!: Date

  @Column({ name: 'due_at', type: 'timestamptz', nullable: true })
  dueAt!: Date | null
}
