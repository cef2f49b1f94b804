/** How a table takes the rows of a meeting. */
export interface TableSpec {
  readonly name: string
  /** Name and SQL type. An array type is sent as text, since `unnest` would flatten it. */
  readonly columns: readonly (readonly [name: string, type: string])[]
  readonly key: readonly string[]
  /** Has `updated_at` and `revision`. */
  readonly stamped?: true
  /** `owner`: the row whose revision grows when this one changes. */
  readonly owner?: 'runner_id' | 'race_id'
  /** Only ever added to: what is there stays as it is. */
  readonly appendOnly?: true
}

/** Shared rows: emitted only when new or changed, with their ids worked out beforehand. */
export const SHARED: readonly TableSpec[] = [
  {
    name: 'venues', key: ['id'],
    columns: [['id', 'int'], ['source', 'text'], ['code', 'text'], ['name', 'text'], ['state', 'text'], ['country', 'text'], ['timezone', 'text'], ['surfaces', 'text[]'], ['direction', 'text'],
      ['circumference_m', 'int'], ['straight_m', 'int'], ['latitude', 'double precision'], ['longitude', 'double precision'], ['tier', 'text']],
  },
  {
    name: 'horses', key: ['id'],
    columns: [['id', 'int'], ['source', 'text'], ['source_id', 'text'], ['name', 'text'], ['brand', 'text'], ['country_of_birth', 'text'], ['foaling_date', 'date'], ['sex', 'text'], ['colour', 'text'],
      ['import_type', 'text'], ['sire_id', 'int'], ['dam_id', 'int'], ['dam_sire_id', 'int']],
  },
  { name: 'jockeys', key: ['id'], columns: [['id', 'int'], ['source', 'text'], ['source_id', 'text'], ['name', 'text'], ['country', 'text'], ['apprentice', 'boolean'], ['claim_kg', 'numeric']] },
  { name: 'trainers', key: ['id'], columns: [['id', 'int'], ['source', 'text'], ['source_id', 'text'], ['name', 'text'], ['location', 'text'], ['country', 'text']] },
  { name: 'owners', key: ['id'], columns: [['id', 'int'], ['source', 'text'], ['source_id', 'text'], ['name', 'text'], ['colours', 'text']] },
  { name: 'ownerships', key: ['horse_id', 'owner_id', 'from_date'], columns: [['horse_id', 'int'], ['owner_id', 'int'], ['from_date', 'date'], ['to_date', 'date']] },
]

/** Rows of the meeting itself, parents first. */
export const OWN: readonly TableSpec[] = [
  {
    name: 'meetings', key: ['id'], stamped: true,
    columns: [['id', 'int'], ['source', 'text'], ['source_id', 'text'], ['date', 'date'], ['venue_id', 'int'], ['name', 'text'], ['status', 'text'], ['kind', 'text'], ['tier', 'text'],
      ['rail_text', 'text'], ['rail_offset_m', 'numeric'], ['expected_condition', 'text']],
  },
  {
    name: 'races', key: ['id'], stamped: true,
    columns: [['id', 'int'], ['meeting_id', 'int'], ['source', 'text'], ['source_id', 'text'], ['feed', 'text'], ['number', 'int'], ['name', 'text'], ['kind', 'text'], ['status', 'text'],
      ['scheduled_start', 'timestamptz'], ['start_estimated', 'boolean'], ['actual_start', 'timestamptz'], ['distance_m', 'int'], ['surface', 'text'], ['track_name', 'text'], ['course_layout', 'text'],
      ['direction', 'text'], ['pattern', 'text'], ['class_code', 'text'], ['class_text', 'text'], ['rating_low', 'int'], ['rating_high', 'int'], ['age_restriction', 'text'], ['sex_restriction', 'text'],
      ['weight_condition', 'text'], ['minimum_weight_kg', 'numeric'], ['apprentices_can_claim', 'boolean'], ['field_limit', 'int'], ['prize_total', 'numeric'], ['prizes', 'numeric(14,2)[]'], ['currency', 'text'],
      ['field_size', 'int'], ['going', 'text'], ['going_number', 'int'], ['winning_time_ms', 'int'], ['last_600_ms', 'int'], ['tempo', 'text'], ['stewards_report', 'text'], ['result_known_at', 'timestamptz']],
  },
  {
    name: 'runners', key: ['id'], stamped: true,
    columns: [['id', 'int'], ['race_id', 'int'], ['race_start', 'timestamptz'], ['horse_id', 'int'], ['jockey_id', 'int'], ['trainer_id', 'int'], ['source', 'text'], ['source_id', 'text'], ['number', 'int'],
      ['saddle_cloth', 'text'], ['barrier', 'int'], ['emergency_number', 'int'], ['status', 'text'], ['weight_kg', 'numeric'], ['allocated_kg', 'numeric'], ['claim_kg', 'numeric'], ['overweight_kg', 'numeric'],
      ['body_weight_kg', 'numeric'], ['handicap_rating', 'int'], ['age_at_race', 'int'], ['owner_text', 'text'], ['silks', 'text']],
  },
  {
    name: 'results', key: ['runner_id'], owner: 'runner_id',
    columns: [['runner_id', 'int'], ['race_id', 'int'], ['status', 'text'], ['position', 'int'], ['margin_lengths', 'numeric'], ['beaten_lengths', 'numeric'], ['finish_time_ms', 'int'], ['starting_price', 'numeric'],
      ['favourite', 'boolean'], ['prize', 'numeric'], ['comment', 'text'], ['known_at', 'timestamptz']],
  },
  {
    name: 'in_running_positions', key: ['runner_id', 'ordinal'], owner: 'runner_id',
    columns: [['runner_id', 'int'], ['ordinal', 'smallint'], ['point', 'text'], ['metres_from_home', 'int'], ['position', 'smallint'], ['margin_lengths', 'numeric']],
  },
  {
    name: 'sectionals', key: ['runner_id', 'ordinal'], owner: 'runner_id',
    columns: [['runner_id', 'int'], ['ordinal', 'smallint'], ['from_m', 'int'], ['to_m', 'int'], ['time_ms', 'int'], ['position', 'smallint'], ['margin_lengths', 'numeric']],
  },
  {
    name: 'dividends', key: ['race_id', 'pool', 'combination'], owner: 'race_id',
    columns: [['race_id', 'int'], ['market', 'text'], ['pool', 'text'], ['combination', 'text'], ['dividend', 'numeric'], ['unit_stake', 'numeric'], ['currency', 'text']],
  },
  {
    name: 'runner_gear', key: ['runner_id', 'code'], owner: 'runner_id',
    columns: [['runner_id', 'int'], ['code', 'text'], ['first_time', 'boolean'], ['removed', 'boolean'], ['known_at', 'timestamptz']],
  },
  {
    name: 'track_ratings', key: ['meeting_id', 'race_number', 'observed_at'], appendOnly: true,
    columns: [['meeting_id', 'int'], ['race_number', 'int'], ['label', 'text'], ['number', 'int'], ['text', 'text'], ['penetrometer', 'numeric'], ['observed_at', 'timestamptz'], ['known_at', 'timestamptz']],
  },
  {
    name: 'weather_observations', key: ['meeting_id', 'observed_at'], appendOnly: true,
    columns: [['meeting_id', 'int'], ['condition', 'text'], ['temperature_c', 'numeric'], ['humidity', 'numeric'], ['wind_speed_kmh', 'numeric'], ['wind_direction', 'text'], ['rainfall_24h_mm', 'numeric'],
      ['rainfall_7d_mm', 'numeric'], ['irrigation_24h_mm', 'numeric'], ['observed_at', 'timestamptz'], ['known_at', 'timestamptz']],
  },
  {
    name: 'change_events', key: ['source', 'source_id'], appendOnly: true,
    columns: [['source', 'text'], ['source_id', 'text'], ['kind', 'text'], ['meeting_id', 'int'], ['race_id', 'int'], ['runner_id', 'int'], ['before', 'text'], ['after', 'text'], ['text', 'text'], ['reason', 'text'],
      ['late', 'boolean'], ['at', 'timestamptz'], ['known_at', 'timestamptz']],
  },
  {
    name: 'prices', key: ['runner_id', 'market', 'source', 'bookmaker', 'at'], appendOnly: true,
    columns: [['runner_id', 'int'], ['race_id', 'int'], ['source', 'text'], ['market', 'text'], ['kind', 'text'], ['bookmaker', 'text'], ['decimal', 'numeric'], ['at', 'timestamptz'], ['known_at', 'timestamptz']],
  },
]
