import { Column, Entity, PrimaryColumn } from 'typeorm'

/** How the last prediction before the off came out; made again when the result is corrected. */
@Entity('prediction_scores')
export class PredictionScore {
  @PrimaryColumn({ type: 'text' })
  source!: string

  @PrimaryColumn({ name: 'race_source_id', type: 'text' })
  raceSourceId!: string

  @PrimaryColumn({ name: 'model_name', type: 'text' })
  modelName!: string

  @PrimaryColumn({ name: 'model_version', type: 'int' })
  modelVersion!: number

  /** The entry of `served_predictions` that was scored. */
  @Column({ type: 'bigint' })
  sequence!: string

  @Column({ name: 'race_id', type: 'int' })
  raceId!: number

  @Column({ name: 'meeting_date', type: 'date' })
  meetingDate!: string

  @Column({ name: 'venue_code', type: 'text' })
  venueCode!: string

  @Column({ name: 'race_number', type: 'int' })
  raceNumber!: number

  @Column({ name: 'off_at', type: 'timestamptz' })
  offAt!: Date

  /** Changes whenever the race, its runners or its result do. */
  @Column({ name: 'result_stamp', type: 'text' })
  resultStamp!: string

  @Column({ name: 'scored_at', type: 'timestamptz' })
  scoredAt!: Date

  @Column({ name: 'left_out', type: 'text', nullable: true })
  leftOut!: string | null

  /** Those who were served and ran; 0 without a number. */
  @Column({ name: 'runner_numbers', type: 'int', array: true })
  runnerNumbers!: number[]

  @Column({ type: 'double precision', array: true })
  chances!: number[]

  @Column({ type: 'double precision', array: true })
  won!: number[]

  /** NaN where there was none. */
  @Column({ name: 'starting_prices', type: 'double precision', array: true })
  startingPrices!: number[]

  @Column({ name: 'log_loss', type: 'double precision', nullable: true })
  logLoss!: number | null

  @Column({ name: 'market_log_loss', type: 'double precision', nullable: true })
  marketLogLoss!: number | null

  @Column({ type: 'double precision', nullable: true })
  brier!: number | null

  @Column({ type: 'double precision', nullable: true })
  top1!: number | null

  @Column({ type: 'double precision', nullable: true })
  top3!: number | null

  /** Runners in each bin of each input and of the chances, a byte each; null when the model keeps no reference. */
  @Column({ type: 'bytea', nullable: true })
  bins!: Buffer | null
}
