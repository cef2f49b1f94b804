import { Column, Entity, PrimaryColumn } from 'typeorm'

/** What a language model wrote of a race, as it was checked and shown. */
@Entity('commentaries')
export class Commentary {
  /** Digest of who was asked, how, and of all facts. */
  @PrimaryColumn({ name: 'cache_key', type: 'text' })
  cacheKey!: string

  @Column({ name: 'race_id', type: 'int' })
  raceId!: number

  /** What the race looked like. */
  @Column({ type: 'text' })
  stamp!: string

  @Column({ type: 'text' })
  kind!: string

  @Column({ type: 'text' })
  tone!: string

  @Column({ type: 'text' })
  length!: string

  @Column({ type: 'text' })
  locale!: string

  /** As the answer names it. */
  @Column({ type: 'text' })
  model!: string

  @Column({ type: 'boolean' })
  synthetic!: boolean

  @Column({ name: 'as_of', type: 'timestamptz' })
  asOf!: Date

  @Column({ name: 'written_at', type: 'timestamptz' })
  writtenAt!: Date

  @Column({ type: 'jsonb' })
  sentences!: unknown

  /** Those that sentences cite. */
  @Column({ type: 'jsonb' })
  facts!: unknown

  /** Runners of whom the template speaks. */
  @Column({ name: 'from_template', type: 'int', array: true })
  fromTemplate!: number[]

  /** Sentences that did not hold. */
  @Column({ name: 'left_out', type: 'int' })
  leftOut!: number

  /** US dollars; null where unknown. */
  @Column({ name: 'cost_usd', type: 'double precision', nullable: true })
  costUsd!: number | null
}
