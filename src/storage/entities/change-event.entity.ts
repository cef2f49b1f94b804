import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm'
import type { Relation } from 'typeorm'
import { Meeting } from './meeting.entity'
import { Race } from './race.entity'
import { Runner } from './runner.entity'

/** A change announced after the card was known. Append-only. */
@Entity('change_events')
export class ChangeEvent {
  @PrimaryGeneratedColumn('identity', { type: 'int', generatedIdentity: 'BY DEFAULT' })
  id!: number

  @Column({ type: 'text' })
  source!: string

  @Column({ name: 'source_id', type: 'text' })
  sourceId!: string

  @Column({ type: 'text' })
  kind!: string

  @Column({ name: 'meeting_id', type: 'int' })
  meetingId!: number

  @Column({ name: 'race_id', type: 'int', nullable: true })
  raceId!: number | null

  @Column({ name: 'runner_id', type: 'int', nullable: true })
  runnerId!: number | null

  @Column({ type: 'text', nullable: true })
  before!: string | null

  @Column({ type: 'text', nullable: true })
  after!: string | null

  @Column({ type: 'text' })
  text!: string

  @Column({ type: 'text', nullable: true })
  reason!: string | null

  @Column({ type: 'boolean', default: false })
  late!: boolean

  @Column({ type: 'timestamptz' })
  at!: Date

  @Column({ name: 'known_at', type: 'timestamptz' })
  knownAt!: Date

  @ManyToOne(() => Meeting)
  @JoinColumn({ name: 'meeting_id' })
  meeting?: Relation<Meeting>

  @ManyToOne(() => Race)
  @JoinColumn({ name: 'race_id' })
  race?: Relation<Race> | null

  @ManyToOne(() => Runner)
  @JoinColumn({ name: 'runner_id' })
  runner?: Relation<Runner> | null
}
