import type { MigrationInterface, QueryRunner } from 'typeorm'

/*
 * Tells who listens on `racegraph_races` what changed of races of today and to come: `c<id>` a row of change_events, `r<id>` a race whose status, start, going or
 * result changed, `n<id>` a race of which a runner's status changed, `m<id>` a meeting with a new reading of the ground. History that is brought in says nothing: it is of long ago.
 */
const UP = `
CREATE FUNCTION tell_race_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'change_events' THEN PERFORM pg_notify('racegraph_races', 'c' || NEW.id);
  ELSIF TG_TABLE_NAME = 'races' THEN PERFORM pg_notify('racegraph_races', 'r' || NEW.id);
  ELSIF TG_TABLE_NAME = 'runners' THEN PERFORM pg_notify('racegraph_races', 'n' || NEW.race_id);
  ELSE PERFORM pg_notify('racegraph_races', 'm' || NEW.meeting_id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER change_events_are_told AFTER INSERT ON change_events FOR EACH ROW WHEN (NEW.known_at > now() - interval '1 day') EXECUTE FUNCTION tell_race_change();
CREATE TRIGGER races_are_told AFTER UPDATE OF status, scheduled_start, result_known_at, going, going_number ON races FOR EACH ROW
  WHEN (NEW.scheduled_start > now() - interval '1 day' AND (OLD.status, OLD.scheduled_start, OLD.result_known_at, OLD.going, OLD.going_number) IS DISTINCT FROM (NEW.status, NEW.scheduled_start, NEW.result_known_at, NEW.going, NEW.going_number))
  EXECUTE FUNCTION tell_race_change();
CREATE TRIGGER runners_are_told AFTER UPDATE OF status ON runners FOR EACH ROW WHEN (NEW.race_start > now() - interval '1 day' AND OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION tell_race_change();
CREATE TRIGGER track_ratings_are_told AFTER INSERT ON track_ratings FOR EACH ROW WHEN (NEW.known_at > now() - interval '1 day') EXECUTE FUNCTION tell_race_change();
`
const DOWN = `
DROP TRIGGER track_ratings_are_told ON track_ratings;
DROP TRIGGER runners_are_told ON runners;
DROP TRIGGER races_are_told ON races;
DROP TRIGGER change_events_are_told ON change_events;
DROP FUNCTION tell_race_change();
`

export class RaceWatch1764000000005 implements MigrationInterface {
  name = 'RaceWatch1764000000005'
  async up(runner: QueryRunner): Promise<void> { await runner.query(UP) }
  async down(runner: QueryRunner): Promise<void> { await runner.query(DOWN) }
}
