import { Column, Entity, PrimaryColumn } from 'typeorm'

/** An event that one webhook is to be told, or was. */
@Entity('webhook_deliveries')
export class WebhookDeliveryRow {
  @PrimaryColumn({ type: 'text' })
  id!: string

  @Column({ type: 'bigint', generated: 'identity' })
  sequence!: string

  @Column({ name: 'webhook_id', type: 'text' })
  webhookId!: string

  @Column({ type: 'text' })
  event!: string

  @Column({ name: 'race_id', type: 'int' })
  raceId!: number

  @Column({ type: 'text' })
  payload!: string

  @Column({ type: 'text' })
  state!: string

  @Column({ type: 'int' })
  attempts!: number

  @Column({ name: 'next_attempt_at', type: 'timestamptz' })
  nextAttemptAt!: Date

  @Column({ name: 'claimed_by', type: 'text', nullable: true })
  claimedBy!: string | null

  @Column({ name: 'claimed_until', type: 'timestamptz', nullable: true })
  claimedUntil!: Date | null

  @Column({ name: 'last_status', type: 'int', nullable: true })
  lastStatus!: number | null

  @Column({ name: 'last_error', type: 'text', nullable: true })
  lastError!: string | null

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date

  @Column({ name: 'last_attempt_at', type: 'timestamptz', nullable: true })
  lastAttemptAt!: Date | null

  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  endedAt!: Date | null
}
