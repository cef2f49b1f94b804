import { Column, Entity, PrimaryColumn } from 'typeorm'

/** What run lines and tallies were built from; one row. */
@Entity('feature_history')
export class FeatureHistory {
  @PrimaryColumn({ type: 'int', default: 1 })
  id!: number

  @Column({ name: 'history_version', type: 'int' })
  historyVersion!: number

  @Column({ name: 'built_from', type: 'text' })
  builtFrom!: string

  @Column({ name: 'built_at', type: 'timestamptz' })
  builtAt!: Date

  /** A digest of what each day brought, by day since 1970. */
  @Column({ type: 'jsonb' })
  days!: object
}
