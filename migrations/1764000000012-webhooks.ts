import type { MigrationInterface, QueryRunner } from 'typeorm'

/*
 * Outgoing webhooks (docs/access/webhooks.md). Triggers leave a signal in the transaction that changes a race, whoever changes it, so that none is lost and none is told
 * of what was rolled back; workers turn signals into deliveries, and send these. Signals say only where to look: what is told is read when they are taken.
 * A signal is a row for each transaction: one that joined a row that is being taken would be lost with it. Without an active webhook there are none.
 */
const TABLES = `
CREATE TABLE webhooks (
  id text PRIMARY KEY CHECK (id ~ '^wh_[0-9a-f]{16}$'), principal text CHECK (principal <> ''), url text NOT NULL CHECK (url ~ '^https?://'),
  events text[] NOT NULL CHECK (cardinality(events) >= 1 AND events <@ ARRAY['RESULT', 'SCRATCHING', 'PREDICTION']),
  venue_id int, meeting_id int, race_id int, model text NOT NULL CHECK (model <> ''), min_change float8 NOT NULL CHECK (min_change >= 0 AND min_change <= 1), every_ms int NOT NULL CHECK (every_ms >= 0), concurrency int NOT NULL CHECK (concurrency BETWEEN 1 AND 4),
  secret text NOT NULL CHECK (secret <> ''), previous_secret text, previous_until timestamptz, active boolean NOT NULL, created_at timestamptz NOT NULL, disabled_at timestamptz, disabled_why text,
  CONSTRAINT webhooks_say_why_they_are_off CHECK (active = (disabled_at IS NULL) AND active = (disabled_why IS NULL)),
  CONSTRAINT webhooks_previous_secret_ends CHECK ((previous_secret IS NULL) = (previous_until IS NULL))
);
CREATE TABLE webhook_deliveries (
  id text PRIMARY KEY CHECK (id ~ '^msg_[0-9a-f]{32}$'), sequence bigint GENERATED ALWAYS AS IDENTITY, webhook_id text NOT NULL REFERENCES webhooks ON DELETE CASCADE,
  event text NOT NULL CHECK (event IN ('RESULT', 'SCRATCHING', 'PREDICTION')), race_id int NOT NULL, payload text NOT NULL,
  state text NOT NULL CHECK (state IN ('PENDING', 'DELIVERED', 'DEAD')), attempts int NOT NULL DEFAULT 0 CHECK (attempts >= 0), next_attempt_at timestamptz NOT NULL,
  claimed_by text, claimed_until timestamptz, last_status int, last_error text, created_at timestamptz NOT NULL, last_attempt_at timestamptz, ended_at timestamptz,
  CONSTRAINT webhook_deliveries_claims_end CHECK ((claimed_by IS NULL) = (claimed_until IS NULL)),
  CONSTRAINT webhook_deliveries_pending_have_no_end CHECK ((state = 'PENDING') = (ended_at IS NULL)),
  CONSTRAINT webhook_deliveries_claimed_are_pending CHECK (claimed_by IS NULL OR state = 'PENDING')
);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (webhook_id, next_attempt_at) WHERE state = 'PENDING';
CREATE INDEX webhook_deliveries_of_race ON webhook_deliveries (webhook_id, race_id, sequence) WHERE state = 'PENDING';
CREATE INDEX webhook_deliveries_by_state ON webhook_deliveries (webhook_id, state, sequence);

CREATE TABLE webhook_signals (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, kind text NOT NULL CHECK (kind IN ('RESULT', 'SCRATCHING')), race_id int NOT NULL, runner_id int NOT NULL DEFAULT 0, transaction text NOT NULL DEFAULT pg_current_xact_id()::text,
  CONSTRAINT webhook_signals_once_a_transaction UNIQUE (kind, race_id, runner_id, transaction)
);
CREATE TABLE webhook_told (
  kind text NOT NULL CHECK (kind IN ('RESULT', 'SCRATCHING')), race_id int NOT NULL, runner_id int NOT NULL, version int NOT NULL CHECK (version >= 1), digest text NOT NULL, told_at timestamptz NOT NULL, PRIMARY KEY (kind, race_id, runner_id)
);
CREATE TABLE webhook_chances (
  webhook_id text NOT NULL REFERENCES webhooks ON DELETE CASCADE, race_id int NOT NULL, version int NOT NULL CHECK (version >= 0), sequence bigint NOT NULL, runner_ids int[] NOT NULL, chances float8[] NOT NULL, told_at timestamptz NOT NULL, due_at timestamptz,
  PRIMARY KEY (webhook_id, race_id)
);
CREATE INDEX webhook_chances_due ON webhook_chances (due_at) WHERE due_at IS NOT NULL;
CREATE TABLE webhook_ledger (one boolean PRIMARY KEY DEFAULT true CHECK (one), sequence bigint NOT NULL);
INSERT INTO webhook_ledger (sequence) VALUES (0);
`

/** Of races that started within two weeks and of those to come: older history that is brought in says nothing. Of a runner that comes in withdrawn, while its race is to come. */
const SIGNALS = `
CREATE FUNCTION signal_webhooks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM webhooks w WHERE w.active) THEN RETURN NULL; END IF;
  IF TG_TABLE_NAME = 'runners' THEN INSERT INTO webhook_signals (kind, race_id, runner_id) VALUES ('SCRATCHING', NEW.race_id, NEW.id) ON CONFLICT DO NOTHING;
  ELSIF TG_TABLE_NAME = 'races' THEN INSERT INTO webhook_signals (kind, race_id) VALUES ('RESULT', NEW.id) ON CONFLICT DO NOTHING;
  ELSE INSERT INTO webhook_signals (kind, race_id) VALUES ('RESULT', coalesce(NEW.race_id, OLD.race_id)) ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER races_signal_webhooks AFTER INSERT ON races FOR EACH ROW WHEN (NEW.status = 'FINAL' AND NEW.scheduled_start > now() - interval '14 days') EXECUTE FUNCTION signal_webhooks();
CREATE TRIGGER races_changed_signal_webhooks AFTER UPDATE OF status, result_known_at ON races FOR EACH ROW
  WHEN (NEW.scheduled_start > now() - interval '14 days' AND NEW.status IN ('FINAL', 'VOID', 'ABANDONED') AND (OLD.status, OLD.result_known_at) IS DISTINCT FROM (NEW.status, NEW.result_known_at)) EXECUTE FUNCTION signal_webhooks();
CREATE TRIGGER results_signal_webhooks AFTER INSERT OR UPDATE ON results FOR EACH ROW WHEN (NEW.known_at > now() - interval '14 days') EXECUTE FUNCTION signal_webhooks();
CREATE TRIGGER results_gone_signal_webhooks AFTER DELETE ON results FOR EACH ROW WHEN (OLD.known_at > now() - interval '14 days') EXECUTE FUNCTION signal_webhooks();
CREATE TRIGGER runners_signal_webhooks AFTER INSERT ON runners FOR EACH ROW WHEN (NEW.race_start > now() AND NEW.status IN ('SCRATCHED', 'LATE_SCRATCHED', 'NON_RUNNER')) EXECUTE FUNCTION signal_webhooks();
CREATE TRIGGER runners_changed_signal_webhooks AFTER UPDATE OF status ON runners FOR EACH ROW
  WHEN (NEW.race_start > now() - interval '14 days' AND (OLD.status IN ('SCRATCHED', 'LATE_SCRATCHED', 'NON_RUNNER')) <> (NEW.status IN ('SCRATCHED', 'LATE_SCRATCHED', 'NON_RUNNER'))) EXECUTE FUNCTION signal_webhooks();
`

const DOWN = `
DROP TRIGGER runners_changed_signal_webhooks ON runners;
DROP TRIGGER runners_signal_webhooks ON runners;
DROP TRIGGER results_gone_signal_webhooks ON results;
DROP TRIGGER results_signal_webhooks ON results;
DROP TRIGGER races_changed_signal_webhooks ON races;
DROP TRIGGER races_signal_webhooks ON races;
DROP FUNCTION signal_webhooks();
DROP TABLE webhook_ledger, webhook_chances, webhook_told, webhook_signals, webhook_deliveries, webhooks;
`

export class Webhooks1764000000012 implements MigrationInterface {
  name = 'Webhooks1764000000012'
  async up(runner: QueryRunner): Promise<void> { for (const step of [TABLES, SIGNALS]) await runner.query(step) }
  async down(runner: QueryRunner): Promise<void> { await runner.query(DOWN) }
}
