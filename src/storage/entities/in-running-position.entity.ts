import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm'
import type { Relation } from 'typeorm'
import { Runner } from './runner.entity'

/** Where a runner lay at a point of the race. */
@Entity('in_running_positions')
export class InRunningPosition {
  @PrimaryColumn({ name: 'runner_id', type: 'int' })
  runnerId!: number

  @PrimaryColumn({ type: 'smallint' })
  ordinal!: number

  @Column({ type: 'text' })
  point!: string

  @Column({ name: 'metres_from_home', type: 'int', nullable: true })
  metresFromHome!: number | null

  @Column({ type: 'smallint' })
  position!: number

  @Column({ name: 'margin_lengths', type: 'numeric', precision: 6, scale: 2, nullable: true })
  marginLengths!: string | null

  @ManyToOne(() => Runner)
  @JoinColumn({ name: 'runner_id' })
  runner?: Relation<Runner>
}
