import { Column, Entity, PrimaryColumn } from 'typeorm'

/** A UTC day that `ticks` has a partition for. */
@Entity('tick_days')
export class TickDay {
  @PrimaryColumn({ type: 'date' })
  day!: string

  /** When ticks of it were last stored, to ten minutes. */
  @Column({ name: 'stored_at', type: 'timestamptz' })
  storedAt!: Date
}
