import { Column, Entity, PrimaryColumn } from 'typeorm'

/** Running sums of a key at the end of a day: the counters of `src/features/history/tally-columns.ts`, packed. */
@Entity('tallies')
export class Tally {
  @PrimaryColumn({ type: 'text' })
  family!: string

  @PrimaryColumn({ type: 'text' })
  key!: string

  @PrimaryColumn({ type: 'int' })
  day!: number

  @Column({ type: 'bytea' })
  totals!: Buffer
}
