import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm'
import type { Relation } from 'typeorm'
import { Meeting } from './meeting.entity'

/** One race, its card and its result. */
@Entity('races')
export class Race {
  @PrimaryGeneratedColumn('identity', { type: 'int', generatedIdentity: 'BY DEFAULT' })
  id!: number

  @Column({ name: 'meeting_id', type: 'int' })
  meetingId!: number

  @Column({ type: 'text' })
  source!: string

  @Column({ name: 'source_id', type: 'text' })
  sourceId!: string

  @Column({ type: 'text' })
  feed!: string

  @Column({ type: 'int' })
  number!: number

  @Column({ type: 'text' })
  name!: string

  @Column({ name: 'short_name', type: 'text', nullable: true })
  shortName!: string | null

  @Column({ type: 'text', default: 'FLAT' })
  kind!: string

  @Column({ type: 'text' })
  status!: string

  @Column({ name: 'scheduled_start', type: 'timestamptz' })
  scheduledStart!: Date

  @Column({ name: 'start_estimated', type: 'boolean', default: false })
  startEstimated!: boolean

  @Column({ name: 'actual_start', type: 'timestamptz', nullable: true })
  actualStart!: Date | null

  @Column({ name: 'distance_m', type: 'int', nullable: true })
  distanceM!: number | null

  @Column({ type: 'text', nullable: true })
  surface!: string | null

  @Column({ name: 'track_name', type: 'text', nullable: true })
  trackName!: string | null

  @Column({ name: 'course_layout', type: 'text', nullable: true })
  courseLayout!: string | null

  @Column({ type: 'text', nullable: true })
  direction!: string | null

  @Column({ type: 'text', default: 'NONE' })
  pattern!: string

  @Column({ name: 'class_code', type: 'text', nullable: true })
  classCode!: string | null

  @Column({ name: 'class_text', type: 'text', nullable: true })
  classText!: string | null

  @Column({ name: 'rating_low', type: 'int', nullable: true })
  ratingLow!: number | null

  @Column({ name: 'rating_high', type: 'int', nullable: true })
  ratingHigh!: number | null

  @Column({ name: 'age_restriction', type: 'text', nullable: true })
  ageRestriction!: string | null

  @Column({ name: 'sex_restriction', type: 'text', nullable: true })
  sexRestriction!: string | null

  @Column({ name: 'jockey_restriction', type: 'text', nullable: true })
  jockeyRestriction!: string | null

  @Column({ name: 'weight_condition', type: 'text', default: 'OTHER' })
  weightCondition!: string

  @Column({ name: 'minimum_weight_kg', type: 'numeric', precision: 5, scale: 2, nullable: true })
  minimumWeightKg!: string | null

  @Column({ name: 'apprentices_can_claim', type: 'boolean', nullable: true })
  apprenticesCanClaim!: boolean | null

  @Column({ name: 'field_limit', type: 'int', nullable: true })
  fieldLimit!: number | null

  @Column({ name: 'prize_total', type: 'numeric', precision: 14, scale: 2, nullable: true })
  prizeTotal!: string | null

  @Column({ type: 'numeric', precision: 14, scale: 2, array: true, default: '{}' })
  prizes!: string[]

  @Column({ type: 'text', nullable: true })
  currency!: string | null

  @Column({ name: 'field_size', type: 'int', default: 0 })
  fieldSize!: number

  @Column({ type: 'text', nullable: true })
  going!: string | null

  @Column({ name: 'going_number', type: 'int', nullable: true })
  goingNumber!: number | null

  @Column({ name: 'winning_time_ms', type: 'int', nullable: true })
  winningTimeMs!: number | null

  @Column({ name: 'last_600_ms', type: 'int', nullable: true })
  last600Ms!: number | null

  @Column({ type: 'text', nullable: true })
  tempo!: string | null

  @Column({ name: 'stewards_report', type: 'text', nullable: true })
  stewardsReport!: string | null

  @Column({ name: 'result_known_at', type: 'timestamptz', nullable: true })
  resultKnownAt!: Date | null

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date

  @Column({ type: 'int', default: 1 })
  revision!: number

  @ManyToOne(() => Meeting)
  @JoinColumn({ name: 'meeting_id' })
  meeting?: Relation<Meeting>
}
