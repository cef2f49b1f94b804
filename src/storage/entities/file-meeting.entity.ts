import { Column, Entity, PrimaryColumn } from 'typeorm'

/** The card and results files that a meeting of source FILE is made of. */
@Entity('file_meetings')
export class FileMeeting {
  @PrimaryColumn({ name: 'source_id', type: 'text' })
  sourceId!: string

  @Column({ type: 'jsonb', nullable: true })
  accepted!: object | null

  @Column({ type: 'jsonb' })
  proposed!: object

  @Column({ name: 'proposed_sha256', type: 'text' })
  proposedSha256!: string

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date
}
