import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

/** A trainer or a training partnership. */
@Entity('trainers')
export class Trainer {
  @PrimaryGeneratedColumn('identity', { type: 'int', generatedIdentity: 'BY DEFAULT' })
  id!: number

  @Column({ type: 'text' })
  source!: string

  @Column({ name: 'source_id', type: 'text' })
  sourceId!: string

  @Column({ type: 'text' })
  name!: string

  @Column({ type: 'text', nullable: true })
  location!: string | null

  @Column({ type: 'text', nullable: true })
  country!: string | null

  @Column({ type: 'text', array: true, default: '{}' })
  partners!: string[]
}
