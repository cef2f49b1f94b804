import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

/** A rider. */
@Entity('jockeys')
export class Jockey {
  @PrimaryGeneratedColumn('identity', { type: 'int', generatedIdentity: 'BY DEFAULT' })
  id!: number

  @Column({ type: 'text' })
  source!: string

  @Column({ name: 'source_id', type: 'text' })
  sourceId!: string

  @Column({ type: 'text' })
  name!: string

  @Column({ type: 'text', nullable: true })
  country!: string | null

  @Column({ type: 'boolean', default: false })
  apprentice!: boolean

  @Column({ name: 'claim_kg', type: 'numeric', precision: 4, scale: 2, nullable: true })
  claimKg!: string | null

  @Column({ name: 'minimum_riding_weight_kg', type: 'numeric', precision: 4, scale: 1, nullable: true })
  minimumRidingWeightKg!: string | null

  @Column({ type: 'text', nullable: true })
  licence!: string | null
}
