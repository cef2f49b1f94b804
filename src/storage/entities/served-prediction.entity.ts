import { Column, Entity, PrimaryColumn } from 'typeorm'

/** A prediction as it was served before the off; never changed. The database makes sequence, times of recording, digests and hashes. */
@Entity('served_predictions')
export class ServedPredictionRow {
  @PrimaryColumn({ type: 'bigint' })
  sequence!: string

  @Column({ name: 'race_id', type: 'int' })
  raceId!: number

  @Column({ type: 'text' })
  source!: string

  @Column({ name: 'race_source_id', type: 'text' })
  raceSourceId!: string

  @Column({ name: 'meeting_date', type: 'date' })
  meetingDate!: string

  @Column({ name: 'venue_code', type: 'text' })
  venueCode!: string

  @Column({ name: 'race_number', type: 'int' })
  raceNumber!: number

  @Column({ name: 'off_at', type: 'timestamptz' })
  offAt!: Date

  @Column({ name: 'model_name', type: 'text' })
  modelName!: string

  @Column({ name: 'model_version', type: 'int' })
  modelVersion!: number

  @Column({ name: 'feature_set', type: 'text' })
  featureSet!: string

  @Column({ name: 'as_of', type: 'timestamptz' })
  asOf!: Date

  @Column({ name: 'market_at', type: 'timestamptz' })
  marketAt!: Date

  @Column({ name: 'generated_at', type: 'timestamptz' })
  generatedAt!: Date

  @Column({ name: 'recorded_at', type: 'timestamptz' })
  recordedAt!: Date

  @Column({ name: 'runner_ids', type: 'int', array: true })
  runnerIds!: number[]

  /** Null in it: a runner without a number. */
  @Column({ name: 'runner_numbers', type: 'int', array: true })
  runnerNumbers!: (number | null)[]

  @Column({ name: 'runner_source_ids', type: 'text', array: true })
  runnerSourceIds!: string[]

  @Column({ type: 'double precision', array: true })
  chances!: number[]

  /** Feature by feature in the order of the model, one float64 a runner, little endian. */
  @Column({ type: 'bytea' })
  inputs!: Buffer

  /** SHA-256 of `inputs`. */
  @Column({ name: 'inputs_digest', type: 'bytea' })
  inputsDigest!: Buffer

  /** Hash of the entry before; zeros in the first. */
  @Column({ name: 'previous_hash', type: 'bytea' })
  previousHash!: Buffer

  @Column({ type: 'bytea' })
  hash!: Buffer
}
