import { Column, Entity, PrimaryColumn } from 'typeorm'

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
}
