import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm'
import type { Relation } from 'typeorm'
import { Race } from './race.entity'
import { Runner } from './runner.entity'

/** A price as it stood at an instant. Append-only. */
@Entity('prices')
export class Price {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id!: string

  @Column({ name: 'runner_id', type: 'int' })
  runnerId!: number

  @Column({ name: 'race_id', type: 'int' })
  raceId!: number

  @Column({ type: 'text' })
  source!: string

  @Column({ type: 'text', default: 'WIN' })
  market!: string

  @Column({ type: 'text' })
  kind!: string

  @Column({ type: 'text', default: '' })
  bookmaker!: string

  @Column({ type: 'numeric', precision: 8, scale: 2 })
  decimal!: string

  /** Stakes matched or pool money on the runner by then; null where the source tells none. */
  @Column({ type: 'numeric', precision: 16, scale: 2, nullable: true })
  volume!: string | null

  @Column({ type: 'timestamptz' })
  at!: Date

  @Column({ name: 'known_at', type: 'timestamptz' })
  knownAt!: Date

  @ManyToOne(() => Runner)
  @JoinColumn({ name: 'runner_id' })
  runner?: Relation<Runner>

  @ManyToOne(() => Race)
  @JoinColumn({ name: 'race_id' })
  race?: Relation<Race>
}
