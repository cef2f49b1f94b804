import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm'
import type { Relation } from 'typeorm'
import { Runner } from './runner.entity'

/** Gear worn, put on for the first time or taken off. Codes are the source's own. */
@Entity('runner_gear')
export class RunnerGear {
  @PrimaryColumn({ name: 'runner_id', type: 'int' })
  runnerId!: number

  @PrimaryColumn({ type: 'text' })
  code!: string

  @Column({ name: 'first_time', type: 'boolean', default: false })
  firstTime!: boolean

  @Column({ type: 'boolean', default: false })
  removed!: boolean

  @Column({ name: 'known_at', type: 'timestamptz' })
  knownAt!: Date

  @ManyToOne(() => Runner)
  @JoinColumn({ name: 'runner_id' })
  runner?: Relation<Runner>
}
