import { Column, Entity, PrimaryColumn } from 'typeorm'

/** The card and results files that a meeting of source FILE is made of. */
@Entity('file_meetings')
export class FileMeeting {
  @PrimaryColumn({ name: 'source_id', type: 'text' })
  sourceId!: string

  /** Null until an import of the meeting has succeeded. */
  @Column({ type: 'jsonb', nullable: true })
  accepted!: unknown

  /** Takes the place of `accepted` once `import_units` holds `proposedSha256`. */
  @Column({ type: 'jsonb' })
  proposed!: unknown

  @Column({ name: 'proposed_sha256', type: 'text' })
  proposedSha256!: string

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date
}
