import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm'
import type { Relation } from 'typeorm'
import { MarketRow } from './market.entity'
import { Runner } from './runner.entity'

/** A selection of a market and the runner that it was matched to. */
@Entity('market_selections')
export class MarketSelectionRow {
  @PrimaryColumn({ name: 'market_id', type: 'int' })
  marketId!: number

  @PrimaryColumn({ name: 'selection_id', type: 'bigint' })
  selectionId!: string

  /** 0 in markets without handicaps, which is all of racing. */
  @PrimaryColumn({ type: 'double precision', default: 0 })
  handicap!: number

  @Column({ name: 'runner_id', type: 'int', nullable: true })
  runnerId!: number | null

  @Column({ type: 'text', nullable: true })
  name!: string | null

  @Column({ name: 'sort_priority', type: 'int', nullable: true })
  sortPriority!: number | null

  @Column({ type: 'text' })
  status!: string

  @Column({ name: 'adjustment_factor', type: 'double precision', nullable: true })
  adjustmentFactor!: number | null

  @Column({ name: 'removed_at', type: 'timestamptz', nullable: true })
  removedAt!: Date | null

  @Column({ name: 'starting_price', type: 'double precision', nullable: true })
  startingPrice!: number | null

  @ManyToOne(() => MarketRow)
  @JoinColumn({ name: 'market_id' })
  market?: Relation<MarketRow>

  @ManyToOne(() => Runner)
  @JoinColumn({ name: 'runner_id' })
  runner?: Relation<Runner> | null
}
