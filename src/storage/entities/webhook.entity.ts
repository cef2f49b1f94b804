import { Column, Entity, PrimaryColumn } from 'typeorm'

/** Where somebody is told of races. `principal` null: the operator's own. */
@Entity('webhooks')
export class WebhookRow {
  @PrimaryColumn({ type: 'text' })
  id!: string

  @Column({ type: 'text', nullable: true })
  principal!: string | null

  @Column({ type: 'text' })
  url!: string

  @Column({ type: 'text', array: true })
  events!: string[]

  @Column({ name: 'venue_id', type: 'int', nullable: true })
  venueId!: number | null

  @Column({ name: 'meeting_id', type: 'int', nullable: true })
  meetingId!: number | null

  @Column({ name: 'race_id', type: 'int', nullable: true })
  raceId!: number | null

  @Column({ type: 'text' })
  model!: string

  @Column({ name: 'min_change', type: 'double precision' })
  minChange!: number

  @Column({ name: 'every_ms', type: 'int' })
  everyMs!: number

  @Column({ type: 'int' })
  concurrency!: number

  @Column({ type: 'text' })
  secret!: string

  @Column({ name: 'previous_secret', type: 'text', nullable: true })
  previousSecret!: string | null

  @Column({ name: 'previous_until', type: 'timestamptz', nullable: true })
  previousUntil!: Date | null

  @Column({ type: 'boolean' })
  active!: boolean

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date

  @Column({ name: 'disabled_at', type: 'timestamptz', nullable: true })
  disabledAt!: Date | null

  @Column({ name: 'disabled_why', type: 'text', nullable: true })
  disabledWhy!: string | null
}
