import { Column, Entity, PrimaryColumn } from 'typeorm'

/** What a language model thought of a race. */
@Entity('opinions')
export class Opinion {
  @PrimaryColumn({ type: 'bigint', generated: 'identity' })
  id!: string

  @Column({ name: 'race_id', type: 'int' })
  raceId!: number

  /** What was known when it was asked. */
  @Column({ name: 'as_of', type: 'timestamptz' })
  asOf!: Date

  @Column({ name: 'made_at', type: 'timestamptz' })
  madeAt!: Date

  /** As the answer names it. */
  @Column({ type: 'text' })
  model!: string

  /** By the stand-in. */
  @Column({ type: 'boolean' })
  synthetic!: boolean

  @Column({ name: 'prompt_version', type: 'text' })
  promptVersion!: string

  /** Ascending. */
  @Column({ name: 'runner_ids', type: 'int', array: true })
  runnerIds!: number[]

  /** One a runner. */
  @Column({ type: 'double precision', array: true })
  chances!: number[]

  /** One a runner of each sample, one sample after the other. */
  @Column({ type: 'double precision', array: true })
  samples!: number[]

  /** US dollars; null where unknown. */
  @Column({ name: 'cost_usd', type: 'double precision', nullable: true })
  costUsd!: number | null
}
