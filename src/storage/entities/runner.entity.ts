import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm'
import type { Relation } from 'typeorm'
import { Horse } from './horse.entity'
import { Jockey } from './jockey.entity'
import { Race } from './race.entity'
import { Trainer } from './trainer.entity'

/** A horse in a race. `race_start` repeats the start of the race so that past runs are read in order without a join; `takes_part` is worked out from the status. */
@Entity('runners')
export class Runner {
  @PrimaryGeneratedColumn('identity', { type: 'int', generatedIdentity: 'BY DEFAULT' })
  id!: number

  @Column({ name: 'race_id', type: 'int' })
  raceId!: number

  @Column({ name: 'race_start', type: 'timestamptz' })
  raceStart!: Date

  @Column({ name: 'horse_id', type: 'int' })
  horseId!: number

  @Column({ name: 'jockey_id', type: 'int', nullable: true })
  jockeyId!: number | null

  @Column({ name: 'trainer_id', type: 'int', nullable: true })
  trainerId!: number | null

  @Column({ type: 'text' })
  source!: string

  @Column({ name: 'source_id', type: 'text' })
  sourceId!: string

  @Column({ type: 'int', nullable: true })
  number!: number | null

  @Column({ name: 'saddle_cloth', type: 'text', nullable: true })
  saddleCloth!: string | null

  @Column({ type: 'int', nullable: true })
  barrier!: number | null

  @Column({ name: 'emergency_number', type: 'int', nullable: true })
  emergencyNumber!: number | null

  @Column({ type: 'text' })
  status!: string

  @Column({ name: 'takes_part', type: 'boolean', nullable: true, insert: false, update: false })
  takesPart!: boolean | null

  @Column({ name: 'weight_kg', type: 'numeric', precision: 5, scale: 2, nullable: true })
  weightKg!: string | null

  @Column({ name: 'allocated_kg', type: 'numeric', precision: 5, scale: 2, nullable: true })
  allocatedKg!: string | null

  @Column({ name: 'claim_kg', type: 'numeric', precision: 4, scale: 2, nullable: true })
  claimKg!: string | null

  @Column({ name: 'overweight_kg', type: 'numeric', precision: 4, scale: 2, nullable: true })
  overweightKg!: string | null

  @Column({ name: 'body_weight_kg', type: 'numeric', precision: 6, scale: 2, nullable: true })
  bodyWeightKg!: string | null

  @Column({ name: 'handicap_rating', type: 'int', nullable: true })
  handicapRating!: number | null

  @Column({ name: 'age_at_race', type: 'int', nullable: true })
  ageAtRace!: number | null

  @Column({ name: 'owner_text', type: 'text', nullable: true })
  ownerText!: string | null

  @Column({ type: 'text', nullable: true })
  silks!: string | null

  @Column({ type: 'text', nullable: true })
  comment!: string | null

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date

  @Column({ type: 'int', default: 1 })
  revision!: number

  @ManyToOne(() => Race)
  @JoinColumn({ name: 'race_id' })
  race?: Relation<Race>

  @ManyToOne(() => Horse)
  @JoinColumn({ name: 'horse_id' })
  horse?: Relation<Horse>

  @ManyToOne(() => Jockey)
  @JoinColumn({ name: 'jockey_id' })
  jockey?: Relation<Jockey> | null

  @ManyToOne(() => Trainer)
  @JoinColumn({ name: 'trainer_id' })
  trainer?: Relation<Trainer> | null
}
