import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm'
import type { Relation } from 'typeorm'
import { Race } from './race.entity'

/** A market of a feed as it stands, and the race that it was matched to. */
@Entity('markets')
export class MarketRow {
  @PrimaryGeneratedColumn('identity', { type: 'int', generatedIdentity: 'BY DEFAULT' })
  id!: number

  @Column({ type: 'text' })
  feed!: string

  /** The source's own name of it; once a feed. */
  @Column({ name: 'source_id', type: 'text' })
  sourceId!: string

  @Column({ type: 'text' })
  source!: string

  @Column({ type: 'text', default: '' })
  bookmaker!: string

  @Column({ type: 'boolean' })
  synthetic!: boolean

  @Column({ type: 'text' })
  type!: string

  /** Null: not matched. */
  @Column({ name: 'race_id', type: 'int', nullable: true })
  raceId!: number | null

  /** Matched by hand. */
  @Column({ type: 'boolean', default: false })
  mended!: boolean

  /** Why it has no race, or selections no runner; empty when all is matched. */
  @Column({ type: 'jsonb', default: [] })
  reasons!: string[]

  @Column({ type: 'jsonb' })
  event!: object

  @Column({ type: 'text' })
  status!: string

  @Column({ name: 'in_play', type: 'boolean', default: false })
  inPlay!: boolean

  @Column({ type: 'bigint', nullable: true })
  version!: string | null

  @Column({ type: 'numeric', nullable: true })
  matched!: string | null

  @Column({ type: 'double precision', nullable: true })
  overround!: number | null

  @Column({ name: 'bsp_reconciled', type: 'boolean', default: false })
  bspReconciled!: boolean

  @Column({ type: 'boolean', default: false })
  stale!: boolean

  @Column({ name: 'starts_at', type: 'timestamptz' })
  startsAt!: Date

  /** The highest number of an event of its race that is known to have been given out. */
  @Column({ type: 'int', default: 0 })
  sequence!: number

  @Column({ name: 'published_at', type: 'timestamptz' })
  publishedAt!: Date

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date

  @ManyToOne(() => Race)
  @JoinColumn({ name: 'race_id' })
  race?: Relation<Race> | null
}
