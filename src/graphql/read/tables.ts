/** A to-one step from a row: `from` of this table equals `to` of `table`. */
export interface Join { readonly table: string; readonly from: string; readonly to: string }

/** The joins that column paths may follow. `check.ts` holds every table and column named here against the database. */
export const TABLES: Readonly<Record<string, Readonly<Record<string, Join>>>> = {
  venues: {},
  meetings: { venue: { table: 'venues', from: 'venue_id', to: 'id' } },
  races: { meeting: { table: 'meetings', from: 'meeting_id', to: 'id' } },
  runners: {
    race: { table: 'races', from: 'race_id', to: 'id' },
    horse: { table: 'horses', from: 'horse_id', to: 'id' },
    jockey: { table: 'jockeys', from: 'jockey_id', to: 'id' },
    trainer: { table: 'trainers', from: 'trainer_id', to: 'id' },
    result: { table: 'results', from: 'id', to: 'runner_id' },
  },
  results: { runner: { table: 'runners', from: 'runner_id', to: 'id' }, race: { table: 'races', from: 'race_id', to: 'id' } },
  horses: {
    sire: { table: 'horses', from: 'sire_id', to: 'id' },
    dam: { table: 'horses', from: 'dam_id', to: 'id' },
    damSire: { table: 'horses', from: 'dam_sire_id', to: 'id' },
  },
  jockeys: {},
  trainers: {},
  owners: {},
  ownerships: { owner: { table: 'owners', from: 'owner_id', to: 'id' }, horse: { table: 'horses', from: 'horse_id', to: 'id' } },
  dividends: { race: { table: 'races', from: 'race_id', to: 'id' } },
  in_running_positions: {},
  sectionals: {},
  runner_gear: {},
  track_ratings: {},
  weather_observations: {},
  change_events: {
    meeting: { table: 'meetings', from: 'meeting_id', to: 'id' },
    race: { table: 'races', from: 'race_id', to: 'id' },
    runner: { table: 'runners', from: 'runner_id', to: 'id' },
  },
  prices: {},
  markets: { race: { table: 'races', from: 'race_id', to: 'id' } },
  market_selections: { market: { table: 'markets', from: 'market_id', to: 'id' }, runner: { table: 'runners', from: 'runner_id', to: 'id' } },
}
