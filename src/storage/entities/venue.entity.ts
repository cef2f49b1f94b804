import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

/** A racecourse. */
@Entity('venues')
export class Venue {
  @PrimaryGeneratedColumn('identity', { type: 'int', generatedIdentity: 'BY DEFAULT' })
  id!: number

  @Column({ type: 'text' })
  source!: string

  @Column({ type: 'text' })
  code!: string

  @Column({ type: 'text' })
  name!: string

  @Column({ type: 'text', nullable: true })
  state!: string | null

  @Column({ type: 'text' })
  country!: string

  @Column({ type: 'text' })
  timezone!: string

  @Column({ type: 'text', array: true, default: '{}' })
  surfaces!: string[]

  @Column({ type: 'text', nullable: true })
  direction!: string | null

  @Column({ name: 'circumference_m', type: 'int', nullable: true })
  circumferenceM!: number | null

  @Column({ name: 'straight_m', type: 'int', nullable: true })
  straightM!: number | null

  @Column({ type: 'double precision', nullable: true })
  latitude!: number | null

  @Column({ type: 'double precision', nullable: true })
  longitude!: number | null

  @Column({ type: 'text', nullable: true })
  tier!: string | null
}
