import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm'
import type { Relation } from 'typeorm'

/** A horse that ran, or one known only from a pedigree (`source_id` `PED:<NAME>`). */
@Entity('horses')
export class Horse {
  @PrimaryGeneratedColumn('identity', { type: 'int', generatedIdentity: 'BY DEFAULT' })
  id!: number

  @Column({ type: 'text' })
  source!: string

  @Column({ name: 'source_id', type: 'text' })
  sourceId!: string

  @Column({ type: 'text' })
  name!: string

  @Column({ type: 'text', nullable: true })
  brand!: string | null

  @Column({ name: 'country_of_birth', type: 'text', nullable: true })
  countryOfBirth!: string | null

  @Column({ name: 'foaling_date', type: 'date', nullable: true })
  foalingDate!: string | null

  @Column({ type: 'text', default: 'UNKNOWN' })
  sex!: string

  @Column({ type: 'text', nullable: true })
  colour!: string | null

  @Column({ name: 'import_type', type: 'text', nullable: true })
  importType!: string | null

  @Column({ name: 'sire_id', type: 'int', nullable: true })
  sireId!: number | null

  @Column({ name: 'dam_id', type: 'int', nullable: true })
  damId!: number | null

  @Column({ name: 'dam_sire_id', type: 'int', nullable: true })
  damSireId!: number | null

  @Column({ type: 'text', nullable: true })
  breeder!: string | null

  @Column({ type: 'text', nullable: true })
  microchip!: string | null

  @Column({ name: 'former_names', type: 'text', array: true, default: '{}' })
  formerNames!: string[]

  @Column({ type: 'boolean', nullable: true })
  retired!: boolean | null

  @ManyToOne(() => Horse)
  @JoinColumn({ name: 'sire_id' })
  sire?: Relation<Horse> | null

  @ManyToOne(() => Horse)
  @JoinColumn({ name: 'dam_id' })
  dam?: Relation<Horse> | null

  @ManyToOne(() => Horse)
  @JoinColumn({ name: 'dam_sire_id' })
  damSire?: Relation<Horse> | null
}
