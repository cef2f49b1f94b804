import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm'
import type { Relation } from 'typeorm'
import { Venue } from './venue.entity'

/** A day of racing at a venue. */
@Entity('meetings')
export class Meeting {
  @PrimaryGeneratedColumn('identity', { type: 'int', generatedIdentity: 'BY DEFAULT' })
  id!: number

  @Column({ type: 'text' })
  source!: string

  @Column({ name: 'source_id', type: 'text' })
  sourceId!: string

  @Column({ type: 'date' })
  date!: string

  @Column({ name: 'venue_id', type: 'int' })
  venueId!: number

  @Column({ type: 'text', nullable: true })
  name!: string | null

  @Column({ type: 'text' })
  status!: string

  @Column({ type: 'text', default: 'FLAT' })
  kind!: string

  @Column({ type: 'text', nullable: true })
  tier!: string | null

  @Column({ name: 'rail_text', type: 'text', nullable: true })
  railText!: string | null

  @Column({ name: 'rail_offset_m', type: 'numeric', precision: 4, scale: 1, nullable: true })
  railOffsetM!: string | null

  @Column({ name: 'stalls_position', type: 'text', nullable: true })
  stallsPosition!: string | null

  @Column({ name: 'expected_condition', type: 'text', nullable: true })
  expectedCondition!: string | null

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date

  @Column({ type: 'int', default: 1 })
  revision!: number

  @ManyToOne(() => Venue)
  @JoinColumn({ name: 'venue_id' })
  venue?: Relation<Venue>
}
