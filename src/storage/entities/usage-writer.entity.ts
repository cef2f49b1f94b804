import { Column, Entity, PrimaryColumn } from 'typeorm'

/** A process that writes usage, and the last batch of it that was written. */
@Entity('usage_writers')
export class UsageWriterRow {
  @PrimaryColumn({ type: 'uuid' })
  writer!: string

  @Column({ type: 'bigint' })
  sequence!: string

  @Column({ type: 'timestamptz' })
  at!: Date
}
