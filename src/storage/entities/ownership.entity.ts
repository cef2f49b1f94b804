import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm'
import type { Relation } from 'typeorm'
import { Horse } from './horse.entity'
import { Owner } from './owner.entity'

/** Who owned a horse from which day on; `to_date` is null while it lasts. */
@Entity('ownerships')
export class Ownership {
  @PrimaryColumn({ name: 'horse_id', type: 'int' })
  horseId!: number

  @PrimaryColumn({ name: 'owner_id', type: 'int' })
  ownerId!: number

  @PrimaryColumn({ name: 'from_date', type: 'date' })
  fromDate!: string

  @Column({ name: 'to_date', type: 'date', nullable: true })
  toDate!: string | null

  @ManyToOne(() => Horse)
  @JoinColumn({ name: 'horse_id' })
  horse?: Relation<Horse>

  @ManyToOne(() => Owner)
  @JoinColumn({ name: 'owner_id' })
  owner?: Relation<Owner>
}
