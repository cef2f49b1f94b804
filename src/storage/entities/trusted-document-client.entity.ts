import { Column, Entity, PrimaryColumn } from 'typeorm'

/** A release of a client that published a trusted document. `version` is empty where none was told. */
@Entity('trusted_document_clients')
export class TrustedDocumentClientRow {
  @PrimaryColumn({ name: 'document_id', type: 'text' })
  documentId!: string

  @PrimaryColumn({ type: 'text' })
  client!: string

  @PrimaryColumn({ type: 'text' })
  version!: string

  @Column({ name: 'published_at', type: 'timestamptz' })
  publishedAt!: Date
}
