import { Column, Entity, PrimaryColumn } from 'typeorm'

/** A document that clients ask for by id. */
@Entity('trusted_documents')
export class TrustedDocumentRow {
  /** `sha256:` and the hash of the text. */
  @PrimaryColumn({ type: 'text' })
  id!: string

  @Column({ type: 'text' })
  text!: string

  @Column({ name: 'operation_name', type: 'text', nullable: true })
  operationName!: string | null

  @Column({ name: 'operation_type', type: 'text' })
  operationType!: string

  @Column({ name: 'published_at', type: 'timestamptz' })
  publishedAt!: Date

  @Column({ name: 'retired_at', type: 'timestamptz', nullable: true })
  retiredAt!: Date | null

  /** Of the change that made it as it is. */
  @Column({ type: 'bigint' })
  revision!: string
}
