import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm'
import type { Relation } from 'typeorm'
import { Runner } from './runner.entity'

/** A runner's time over a section, by distances from the winning post. */
@Entity('sectionals')
export class Sectional {
  @PrimaryColumn({ name: 'runner_id', type: 'int' })
  runnerId!: number

  @PrimaryColumn({ type: 'smallint' })
  ordinal!: number

  @Column({ name: 'from_m', type: 'int' })
  fromM!: number

  @Column({ name: 'to_m', type: 'int' })
  toM!: number

  @Column({ name: 'time_ms', type: 'int' })
  timeMs!: number

  @Column({ type: 'smallint', nullable: true })
  position!: number | null

  @Column({ name: 'margin_lengths', type: 'numeric', precision: 6, scale: 2, nullable: true })
  marginLengths!: string | null

  @ManyToOne(() => Runner)
  @JoinColumn({ name: 'runner_id' })
  runner?: Relation<Runner>
}
