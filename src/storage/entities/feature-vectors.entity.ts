import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn } from 'typeorm'
import type { Relation } from 'typeorm'
import { Race } from './race.entity'

/** Features of one race: column by column in the order of the registry, one float64 a runner. */
@Entity('feature_vectors')
export class FeatureVectors {
  @PrimaryColumn({ name: 'race_id', type: 'int' })
  raceId!: number

  @Column({ name: 'feature_set', type: 'text' })
  featureSet!: string

  @Column({ name: 'as_of', type: 'timestamptz' })
  asOf!: Date

  @Column({ name: 'stale_since', type: 'timestamptz', nullable: true })
  staleSince!: Date | null

  @Column({ name: 'runner_ids', type: 'int', array: true })
  runnerIds!: number[]

  @Column({ type: 'bytea' })
  columns!: Buffer

  @OneToOne(() => Race)
  @JoinColumn({ name: 'race_id' })
  race?: Relation<Race>
}
