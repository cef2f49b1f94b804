import { Column, Entity, PrimaryColumn } from 'typeorm'

/** A selection after a change. A partition a UTC day of `at`. */
@Entity('ticks')
export class TickRow {
  @PrimaryColumn({ name: 'market_id', type: 'int' })
  marketId!: number

  @PrimaryColumn({ name: 'selection_id', type: 'bigint' })
  selectionId!: string

  @PrimaryColumn({ type: 'double precision' })
  handicap!: number

  @Column({ name: 'race_id', type: 'int', nullable: true })
  raceId!: number | null

  /** As matched then; `market_selections` has what is matched now. */
  @Column({ name: 'runner_id', type: 'int', nullable: true })
  runnerId!: number | null

  @PrimaryColumn({ type: 'int' })
  sequence!: number

  /** When the source published it. */
  @PrimaryColumn({ type: 'timestamptz' })
  at!: Date

  @Column({ name: 'received_at', type: 'timestamptz' })
  receivedAt!: Date

  @Column({ type: 'text' })
  status!: string

  @Column({ name: 'in_play', type: 'boolean' })
  inPlay!: boolean

  @Column({ type: 'double precision', nullable: true })
  back!: number | null

  @Column({ name: 'back_size', type: 'double precision', nullable: true })
  backSize!: number | null

  @Column({ type: 'double precision', nullable: true })
  lay!: number | null

  @Column({ name: 'lay_size', type: 'double precision', nullable: true })
  laySize!: number | null

  @Column({ name: 'last_traded', type: 'double precision', nullable: true })
  lastTraded!: number | null

  @Column({ type: 'double precision', nullable: true })
  matched!: number | null
}
