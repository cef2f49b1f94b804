import { Column, Entity, PrimaryColumn } from 'typeorm'

/** Counts changes of trusted documents. */
@Entity('trusted_document_revision')
export class TrustedDocumentRevisionRow {
  @PrimaryColumn({ type: 'boolean' })
  one!: boolean

  @Column({ type: 'bigint' })
  revision!: string
}
