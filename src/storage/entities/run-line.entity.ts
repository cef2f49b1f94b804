import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm'
import type { Relation } from 'typeorm'
import { Horse } from './horse.entity'
import { Runner } from './runner.entity'

/** One run as later races see it: RUN_COLUMNS of `src/features/history/run-columns.ts`, packed. */
@Entity('run_lines')
export class RunLineRow {
  @PrimaryColumn({ name: 'runner_id', type: 'int' })
  runnerId!: number

  @Column({ name: 'horse_id', type: 'int' })
  horseId!: number

  @Column({ name: 'race_start', type: 'timestamptz' })
  raceStart!: Date

  @Column({ name: 'known_day', type: 'int' })
  knownDay!: number

  @Column({ type: 'boolean' })
  trial!: boolean

  @Column({ type: 'bytea' })
  line!: Buffer

  @ManyToOne(() => Runner)
  @JoinColumn({ name: 'runner_id' })
  runner?: Relation<Runner>

  @ManyToOne(() => Horse)
  @JoinColumn({ name: 'horse_id' })
  horse?: Relation<Horse>
}
