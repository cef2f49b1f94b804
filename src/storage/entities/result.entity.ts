import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm'
import type { Relation } from 'typeorm'
import { Race } from './race.entity'
import { Runner } from './runner.entity'

/** How a run ended. Only a runner that takes part can have one. */
@Entity('results')
export class Result {
  @PrimaryColumn({ name: 'runner_id', type: 'int' })
  runnerId!: number

  @Column({ name: 'race_id', type: 'int' })
  raceId!: number

  @Column({ name: 'takes_part', type: 'boolean', default: true })
  takesPart!: boolean

  @Column({ type: 'text' })
  status!: string

  @Column({ type: 'int', nullable: true })
  position!: number | null

  @Column({ name: 'margin_lengths', type: 'numeric', precision: 6, scale: 2, nullable: true })
  marginLengths!: string | null

  @Column({ name: 'beaten_lengths', type: 'numeric', precision: 6, scale: 2, nullable: true })
  beatenLengths!: string | null

  @Column({ name: 'finish_time_ms', type: 'int', nullable: true })
  finishTimeMs!: number | null

  @Column({ name: 'starting_price', type: 'numeric', precision: 8, scale: 2, nullable: true })
  startingPrice!: string | null

  @Column({ type: 'numeric', precision: 8, scale: 2, nullable: true })
  bsp!: string | null

  @Column({ type: 'boolean', nullable: true })
  favourite!: boolean | null

  @Column({ type: 'numeric', precision: 14, scale: 2, nullable: true })
  prize!: string | null

  @Column({ type: 'text', nullable: true })
  protest!: string | null

  @Column({ type: 'text', nullable: true })
  comment!: string | null

  @Column({ name: 'known_at', type: 'timestamptz' })
  knownAt!: Date

  @ManyToOne(() => Runner)
  @JoinColumn({ name: 'runner_id' })
  runner?: Relation<Runner>

  @ManyToOne(() => Race)
  @JoinColumn({ name: 'race_id' })
  race?: Relation<Race>
}
