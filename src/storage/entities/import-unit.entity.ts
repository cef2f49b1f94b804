import { Column, Entity, PrimaryColumn } from 'typeorm'

/** The digest of what was last stored of a unit of a feed: equal means nothing to do. */
@Entity('import_units')
export class ImportUnit {
  @PrimaryColumn({ type: 'text' })
  source!: string

  @PrimaryColumn({ type: 'text' })
  feed!: string

  @PrimaryColumn({ type: 'text' })
  key!: string

  @Column({ type: 'text' })
  sha256!: string

  @Column({ type: 'int' })
  rows!: number

  @Column({ name: 'imported_at', type: 'timestamptz' })
  importedAt!: Date
}
