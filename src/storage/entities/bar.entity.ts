import { Column, Entity, PrimaryColumn } from 'typeorm'

/** Ticks of a selection within a second, ten or sixty. Prices are those shown: the best back, else the last traded; null where none was shown. */
@Entity('bars')
export class BarRow {
  @PrimaryColumn({ name: 'market_id', type: 'int' })
  marketId!: number

  @PrimaryColumn({ name: 'selection_id', type: 'bigint' })
  selectionId!: string

  @PrimaryColumn({ type: 'double precision' })
  handicap!: number

  @Column({ name: 'runner_id', type: 'int', nullable: true })
  runnerId!: number | null

  @PrimaryColumn({ name: 'resolution_s', type: 'int' })
  resolutionS!: number

  /** Where it begins. */
  @PrimaryColumn({ type: 'timestamptz' })
  at!: Date

  @Column({ type: 'double precision', nullable: true })
  open!: number | null

  @Column({ type: 'double precision', nullable: true })
  high!: number | null

  @Column({ type: 'double precision', nullable: true })
  low!: number | null

  @Column({ type: 'double precision', nullable: true })
  close!: number | null

  @Column({ type: 'double precision', nullable: true })
  back!: number | null

  @Column({ type: 'double precision', nullable: true })
  lay!: number | null

  @Column({ name: 'last_traded', type: 'double precision', nullable: true })
  lastTraded!: number | null

  @Column({ type: 'double precision', nullable: true })
  matched!: number | null

  /** How many there were. */
  @Column({ type: 'int' })
  ticks!: number
}
