import { Column, Entity, PrimaryColumn } from 'typeorm'

/** What an operation of a document selects. */
@Entity('usage_documents')
export class UsageDocumentRow {
  @PrimaryColumn({ type: 'text' })
  document!: string

  @PrimaryColumn({ type: 'text' })
  operation!: string

  /** `Type.field`. */
  @Column({ type: 'text', array: true })
  fields!: string[]

  /** A day of its use, the last that is known. */
  @Column({ name: 'used_on', type: 'date' })
  usedOn!: string
}
