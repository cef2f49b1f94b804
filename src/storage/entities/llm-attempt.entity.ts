import { Column, Entity, PrimaryColumn } from 'typeorm'

/** One request that went to a language model. */
@Entity('llm_attempts')
export class LlmAttemptRow {
  @PrimaryColumn({ type: 'bigint', generated: 'identity' })
  id!: string

  @Column({ type: 'timestamptz' })
  at!: Date

  @Column({ type: 'text' })
  purpose!: string

  /** What it was about, e.g. the number of a race. */
  @Column({ type: 'text', nullable: true })
  subject!: string | null

  @Column({ type: 'text' })
  model!: string

  /** As the answer names it. */
  @Column({ name: 'answered_by', type: 'text', nullable: true })
  answeredBy!: string | null

  @Column({ type: 'text', nullable: true })
  effort!: string | null

  @Column({ type: 'text' })
  outcome!: string

  @Column({ type: 'int', nullable: true })
  status!: number | null

  @Column({ type: 'text', nullable: true })
  code!: string | null

  @Column({ name: 'request_id', type: 'text', nullable: true })
  requestId!: string | null

  @Column({ name: 'duration_ms', type: 'int' })
  durationMs!: number

  /** Tokens; null where the answer did not say. */
  @Column({ name: 'input_tokens', type: 'int', nullable: true })
  inputTokens!: number | null

  @Column({ name: 'cached_tokens', type: 'int', nullable: true })
  cachedTokens!: number | null

  @Column({ name: 'cache_written_tokens', type: 'int', nullable: true })
  cacheWrittenTokens!: number | null

  @Column({ name: 'output_tokens', type: 'int', nullable: true })
  outputTokens!: number | null

  @Column({ name: 'reasoning_tokens', type: 'int', nullable: true })
  reasoningTokens!: number | null

  /** US dollars; null where unknown. */
  @Column({ name: 'cost_usd', type: 'double precision', nullable: true })
  costUsd!: number | null

  @Column({ name: 'price_version', type: 'text', nullable: true })
  priceVersion!: string | null

  @Column({ type: 'boolean' })
  synthetic!: boolean
}
