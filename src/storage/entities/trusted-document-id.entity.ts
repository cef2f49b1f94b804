import { Column, Entity, PrimaryColumn } from 'typeorm'

/** A further id of a trusted document. */
@Entity('trusted_document_ids')
export class TrustedDocumentIdRow {
  @PrimaryColumn({ type: 'text' })
  alias!: string

  @Column({ name: 'document_id', type: 'text' })
  documentId!: string
}
