import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm'
import type { Relation } from 'typeorm'
import { Meeting } from './meeting.entity'

/** A reading of the track. Append-only. */
@Entity('track_ratings')
export class TrackRating {
  @PrimaryGeneratedColumn('identity', { type: 'int', generatedIdentity: 'BY DEFAULT' })
  id!: number

  @Column({ name: 'meeting_id', type: 'int' })
  meetingId!: number

  @Column({ name: 'race_number', type: 'int', nullable: true })
  raceNumber!: number | null

  @Column({ type: 'text' })
  label!: string

  @Column({ type: 'int', nullable: true })
  number!: number | null

  @Column({ type: 'text', nullable: true })
  text!: string | null

  @Column({ type: 'numeric', precision: 5, scale: 2, nullable: true })
  penetrometer!: string | null

  @Column({ name: 'going_stick', type: 'numeric', precision: 4, scale: 1, nullable: true })
  goingStick!: string | null

  @Column({ name: 'observed_at', type: 'timestamptz' })
  observedAt!: Date

  @Column({ name: 'known_at', type: 'timestamptz' })
  knownAt!: Date

  @ManyToOne(() => Meeting)
  @JoinColumn({ name: 'meeting_id' })
  meeting?: Relation<Meeting>
}
