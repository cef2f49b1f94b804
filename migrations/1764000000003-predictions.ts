import type { MigrationInterface, QueryRunner } from 'typeorm'

/*
 * The record of what was served (docs/ledger.md) and how it scored. Neither refers to races: a race that is moved or deleted
 * leaves the record as it is, and the record says by itself which race it was, by source, source id, day, venue and number.
 * The database itself makes an entry's sequence, its time and its hash, one entry after the other.
 */
const LEDGER = `
CREATE TABLE served_predictions (
  sequence bigint PRIMARY KEY CHECK (sequence >= 1),
  race_id int NOT NULL, source text NOT NULL, race_source_id text NOT NULL, meeting_date date NOT NULL, venue_code text NOT NULL, race_number int NOT NULL, off_at timestamptz NOT NULL,
  model_name text NOT NULL CHECK (model_name <> ''), model_version int NOT NULL CHECK (model_version >= 1), feature_set text NOT NULL CHECK (feature_set <> ''),
  as_of timestamptz NOT NULL CHECK (isfinite(as_of)), market_at timestamptz NOT NULL CHECK (isfinite(market_at)), generated_at timestamptz NOT NULL CHECK (isfinite(generated_at)), recorded_at timestamptz NOT NULL,
  runner_ids int[] NOT NULL CHECK (cardinality(runner_ids) >= 1), runner_numbers int[] NOT NULL, runner_source_ids text[] NOT NULL, chances float8[] NOT NULL,
  inputs bytea NOT NULL, inputs_digest bytea NOT NULL, previous_hash bytea NOT NULL, hash bytea NOT NULL,
  CONSTRAINT served_predictions_before_the_off CHECK (generated_at < off_at AND recorded_at < off_at),
  CONSTRAINT served_predictions_one_value_a_runner CHECK (cardinality(chances) = cardinality(runner_ids) AND octet_length(inputs) % (8 * cardinality(runner_ids)) = 0)
);
ALTER TABLE served_predictions ALTER COLUMN inputs SET STORAGE EXTERNAL;
CREATE INDEX served_predictions_by_race ON served_predictions (source, race_source_id, sequence);
CREATE INDEX served_predictions_by_off ON served_predictions (off_at);
`

/** The bytes that an entry's hash is of: fields one after the other, each after its length in four bytes. */
const BYTES = `
CREATE FUNCTION ledger_field(value bytea) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE RETURN int4send(octet_length(value)) || value;
CREATE FUNCTION ledger_field(value text) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE RETURN int4send(octet_length(convert_to(value, 'UTF8'))) || convert_to(value, 'UTF8');
CREATE FUNCTION ledger_instant(value timestamptz) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE RETURN trim_scale(extract(epoch FROM value) * 1000)::text;
CREATE FUNCTION ledger_bytes(p served_predictions) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE RETURN
  ledger_field('racegraph-ledger-1') || ledger_field(p.previous_hash) || ledger_field(p.sequence::text)
  || ledger_field(p.race_id::text) || ledger_field(p.source) || ledger_field(p.race_source_id) || ledger_field(to_char(p.meeting_date::timestamp, 'YYYY-MM-DD')) || ledger_field(p.venue_code) || ledger_field(p.race_number::text) || ledger_field(ledger_instant(p.off_at))
  || ledger_field(p.model_name) || ledger_field(p.model_version::text) || ledger_field(p.feature_set)
  || ledger_field(ledger_instant(p.as_of)) || ledger_field(ledger_instant(p.market_at)) || ledger_field(ledger_instant(p.generated_at)) || ledger_field(ledger_instant(p.recorded_at))
  || ledger_field(array_to_string(p.runner_ids, ',')) || ledger_field(array_to_string(p.runner_numbers, ',', ''))
  || ledger_field((SELECT string_agg(ledger_field(id), ''::bytea ORDER BY n) FROM unnest(p.runner_source_ids) WITH ORDINALITY AS u(id, n)))
  || ledger_field((SELECT string_agg(float8send(chance), ''::bytea ORDER BY n) FROM unnest(p.chances) WITH ORDINALITY AS u(chance, n)))
  || ledger_field(p.inputs_digest);
`

/** The lock is held to the end of the transaction: whoever comes next sees this entry as the head. */
const CHAIN = `
CREATE FUNCTION chain_served_prediction() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE known int;
BEGIN
  SELECT r.source, r.source_id, m.date, v.code, r.number, r.scheduled_start INTO NEW.source, NEW.race_source_id, NEW.meeting_date, NEW.venue_code, NEW.race_number, NEW.off_at
  FROM races r JOIN meetings m ON m.id = r.meeting_id JOIN venues v ON v.id = m.venue_id WHERE r.id = NEW.race_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'there is no race %', NEW.race_id USING ERRCODE = 'foreign_key_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'served_predictions_are_of_a_race';
  END IF;
  SELECT count(n.id), array_agg(n.number ORDER BY u.n), array_agg(n.source_id ORDER BY u.n) INTO known, NEW.runner_numbers, NEW.runner_source_ids
  FROM unnest(NEW.runner_ids) WITH ORDINALITY AS u(id, n) LEFT JOIN runners n ON n.id = u.id AND n.race_id = NEW.race_id;
  IF known <> cardinality(NEW.runner_ids) OR known <> (SELECT count(DISTINCT id) FROM unnest(NEW.runner_ids) AS u(id)) THEN
    RAISE EXCEPTION 'a runner is not of race %, or is named twice', NEW.race_id USING ERRCODE = 'foreign_key_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'served_predictions_are_of_runners_of_the_race';
  END IF;
  IF (SELECT NOT coalesce(bool_and(c >= 0 AND c <= 1) AND abs(sum(c) - 1) <= 1e-6, false) FROM unnest(NEW.chances) AS u(c)) THEN
    RAISE EXCEPTION 'chances of race % do not add up to 1', NEW.race_id USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'served_predictions_chances_add_up_to_one';
  END IF;
  NEW.inputs_digest := sha256(NEW.inputs);
  PERFORM pg_advisory_xact_lock(7223379);
  IF (SELECT (p.inputs_digest, p.chances, p.runner_ids) IS NOT DISTINCT FROM (NEW.inputs_digest, NEW.chances, NEW.runner_ids) FROM served_predictions p
      WHERE p.source = NEW.source AND p.race_source_id = NEW.race_source_id AND p.model_name = NEW.model_name AND p.model_version = NEW.model_version ORDER BY p.sequence DESC LIMIT 1) THEN
    RETURN NULL;
  END IF;
  SELECT p.sequence + 1, p.hash INTO NEW.sequence, NEW.previous_hash FROM served_predictions p ORDER BY p.sequence DESC LIMIT 1;
  IF NOT FOUND THEN NEW.sequence := 1; NEW.previous_hash := decode(repeat('00', 32), 'hex'); END IF;
  NEW.recorded_at := date_trunc('milliseconds', clock_timestamp());
  NEW.hash := sha256(ledger_bytes(NEW));
  RETURN NEW;
END $$;
CREATE TRIGGER served_predictions_are_chained BEFORE INSERT ON served_predictions FOR EACH ROW EXECUTE FUNCTION chain_served_prediction();
CREATE TRIGGER served_predictions_are_append_only BEFORE UPDATE OR DELETE ON served_predictions FOR EACH ROW EXECUTE FUNCTION refuse_change_of_fact();
CREATE TRIGGER served_predictions_are_not_emptied BEFORE TRUNCATE ON served_predictions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_fact();
`

/** Made from the record and the results, anew when results change. `bins`: runners in each bin of each input, a byte each. */
const SCORES = `
CREATE TABLE prediction_scores (
  source text NOT NULL, race_source_id text NOT NULL, model_name text NOT NULL, model_version int NOT NULL, sequence bigint NOT NULL, race_id int NOT NULL,
  meeting_date date NOT NULL, venue_code text NOT NULL, race_number int NOT NULL, off_at timestamptz NOT NULL, result_stamp text NOT NULL, scored_at timestamptz NOT NULL,
  left_out text CHECK (left_out IN ('ABANDONED', 'NO_WINNER', 'WALKOVER', 'RUNNER_NOT_SERVED')),
  runner_numbers int[] NOT NULL, chances float8[] NOT NULL, won float8[] NOT NULL, starting_prices float8[] NOT NULL,
  log_loss float8, market_log_loss float8, brier float8, top1 float8, top3 float8, bins bytea,
  PRIMARY KEY (source, race_source_id, model_name, model_version),
  CONSTRAINT prediction_scores_are_whole_or_left_out CHECK ((left_out IS NULL) = (log_loss IS NOT NULL AND brier IS NOT NULL AND top1 IS NOT NULL AND top3 IS NOT NULL)),
  CONSTRAINT prediction_scores_one_value_a_runner CHECK (cardinality(runner_numbers) = cardinality(chances) AND cardinality(won) = cardinality(chances) AND cardinality(starting_prices) = cardinality(chances))
);
CREATE INDEX prediction_scores_by_model ON prediction_scores (model_name, off_at);
`

const DOWN = `
DROP TABLE prediction_scores;
DROP FUNCTION ledger_bytes(served_predictions);
DROP TABLE served_predictions;
DROP FUNCTION chain_served_prediction, ledger_instant, ledger_field(text), ledger_field(bytea);
`

export class Predictions1764000000003 implements MigrationInterface {
  name = 'Predictions1764000000003'
  async up(runner: QueryRunner): Promise<void> { for (const step of [LEDGER, BYTES, CHAIN, SCORES]) await runner.query(step) }
  async down(runner: QueryRunner): Promise<void> { await runner.query(DOWN) }
}
