import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

/** An owner or a syndicate. */
@Entity('owners')
export class Owner {
  @PrimaryGeneratedColumn('identity', { type: 'int', generatedIdentity: 'BY DEFAULT' })
  id!: number

  @Column({ type: 'text' })
  source!: string

  @Column({ name: 'source_id', type: 'text' })
  sourceId!: string

  @Column({ type: 'text' })
  name!: string

  @Column({ type: 'text', nullable: true })
  colours!: string | null
}
