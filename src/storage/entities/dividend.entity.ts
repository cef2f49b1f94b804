import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm'
import type { Relation } from 'typeorm'
import { Race } from './race.entity'

/** What a pool paid for a stake of `unit_stake`. */
@Entity('dividends')
export class Dividend {
  @PrimaryColumn({ name: 'race_id', type: 'int' })
  raceId!: number

  @Column({ type: 'text' })
  market!: string

  @PrimaryColumn({ type: 'text' })
  pool!: string

  @PrimaryColumn({ type: 'text' })
  combination!: string

  @Column({ type: 'numeric', precision: 14, scale: 2 })
  dividend!: string

  @Column({ name: 'unit_stake', type: 'numeric', precision: 8, scale: 2 })
  unitStake!: string

  @Column({ type: 'text' })
  currency!: string

  @Column({ type: 'text', nullable: true })
  operator!: string | null

  @ManyToOne(() => Race)
  @JoinColumn({ name: 'race_id' })
  race?: Relation<Race>
}
