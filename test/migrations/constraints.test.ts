import { DataSource, FinishStatus, GoingLabel, Jurisdiction, MarketType, ChangeKind, MeetingStatus, MeetingTier, PriceKind, PriceSource, RaceKind, RacePattern, RaceStatus, RunnerStatus, Sex, Surface, TempoRating, TrackDirection, WeightCondition } from '../../src/domain/vocabulary'
import { testDatabase } from '../support/database'
import type { TestDatabase } from '../support/database'

type Row = Readonly<Record<string, unknown>>

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
  for (const [table, row] of RIGHT) await insert(table, row)
})
afterAll(async () => { await db.close() })

const insert = async (table: string, row: Row): Promise<void> => {
  const columns = Object.keys(row)
  await db.pool.query(`INSERT INTO ${table} (${columns.map((name) => `"${name}"`).join(', ')}) VALUES (${columns.map((_, i) => `$${i + 1}`).join(', ')})`, Object.values(row))
}
/** The constraint that refuses `sql` or null; nothing stays. */
const refusedBy = async (run: (query: (sql: string, values?: unknown[]) => Promise<unknown>) => Promise<unknown>): Promise<string | null> => {
  const client = await db.pool.connect()
  try {
    await client.query('BEGIN')
    await run((sql, values) => client.query(sql, values))
    await client.query('SET CONSTRAINTS ALL IMMEDIATE')
    return null
  } catch (error) {
    const { constraint, column, code } = error as { constraint?: string; column?: string; code?: string }
    return constraint ?? (column === undefined ? code ?? String(error) : `${column} ${code}`)
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}
const refusesRow = (table: string, row: Row): Promise<string | null> => {
  const columns = Object.keys(row)
  return refusedBy((query) => query(`INSERT INTO ${table} (${columns.map((name) => `"${name}"`).join(', ')}) VALUES (${columns.map((_, i) => `$${i + 1}`).join(', ')})`, Object.values(row)))
}

const AT = '2023-04-23T05:00:00Z'
const VENUE: Row = { id: 1, source: 'HKJC', code: 'ST', name: 'Sha Tin', country: 'HKG', timezone: 'Asia/Hong_Kong' }
const PERSON: Row = { id: 1, source: 'HKJC', source_id: 'P', name: 'P' }
const MEETING: Row = { id: 1, source: 'HKJC', source_id: 'M', date: '2023-04-23', venue_id: 1, status: 'FINISHED', updated_at: AT }
const RACE: Row = { id: 1, meeting_id: 1, source: 'HKJC', source_id: 'R1', feed: 'f', number: 1, name: 'Race', status: 'SCHEDULED', scheduled_start: AT, updated_at: AT }
const RUNNER: Row = { id: 1, race_id: 1, race_start: AT, horse_id: 1, source: 'HKJC', source_id: 'N1', number: 1, barrier: 1, status: 'RUNNER', updated_at: AT }
const RESULT: Row = { runner_id: 1, race_id: 1, status: 'FINISHED', position: 1, known_at: AT }
const CALL: Row = { runner_id: 1, ordinal: 1, point: '800m', position: 1 }
const SECTION: Row = { runner_id: 1, ordinal: 1, from_m: 800, to_m: 400, time_ms: 24_000 }
const DIVIDEND: Row = { race_id: 1, market: 'WIN', pool: 'WIN', combination: '1', dividend: 20, unit_stake: 10, currency: 'HKD' }
const GEAR: Row = { runner_id: 1, code: 'B', known_at: AT }
const RATING: Row = { meeting_id: 1, race_number: 1, label: 'GOOD', observed_at: AT, known_at: AT }
const WEATHER: Row = { meeting_id: 1, observed_at: AT, known_at: AT }
const CHANGE: Row = { source: 'HKJC', source_id: 'C1', kind: 'SCRATCHING', meeting_id: 1, race_id: 1, runner_id: 1, text: 'out', at: AT, known_at: AT }
const PRICE: Row = { runner_id: 1, race_id: 1, source: 'TOTE', kind: 'CLOSE', decimal: 2, at: AT, known_at: AT }
const OWNERSHIP: Row = { horse_id: 1, owner_id: 1, from_date: '2020-01-01' }
const UNIT: Row = { source: 'HKJC', feed: 'f', key: 'k', sha256: 's', rows: 1, imported_at: AT }
const MEETING_2: Row = { ...MEETING, id: 2, source: 'SYNTHETIC', source_id: 'M2', date: '2023-04-30' }
const RACE_2: Row = { ...RACE, id: 2, source_id: 'R2', number: 2 }
const RUNNER_2: Row = { ...RUNNER, id: 2, horse_id: 2, source_id: 'N2', number: 2, barrier: 2, status: 'SCRATCHED' }
const RUNNER_3: Row = { ...RUNNER, id: 3, race_id: 2, source_id: 'N3' }
/** Right rows, which go in. */
const RIGHT: readonly (readonly [table: string, row: Row])[] = [
  ['venues', VENUE], ['horses', PERSON], ['horses', { ...PERSON, id: 2, source_id: 'P2' }], ['jockeys', PERSON], ['trainers', PERSON], ['owners', PERSON], ['ownerships', OWNERSHIP], ['meetings', MEETING], ['meetings', MEETING_2],
  ['races', RACE], ['races', RACE_2], ['runners', RUNNER], ['runners', RUNNER_2], ['runners', RUNNER_3], ['results', RESULT], ['in_running_positions', CALL], ['sectionals', SECTION], ['dividends', DIVIDEND], ['runner_gear', GEAR],
  ['track_ratings', RATING], ['weather_observations', WEATHER], ['change_events', CHANGE], ['prices', PRICE], ['import_units', UNIT],
]
const NEW_RUNNER: Row = { ...RUNNER, id: 9, horse_id: 2, race_id: 2, source_id: 'N9', number: 9, barrier: 9 }
const NEW_RACE: Row = { ...RACE, id: 9, source_id: 'R9', number: 9 }
const NEW_RESULT: Row = { ...RESULT, runner_id: 3, race_id: 2 }

test.each<readonly [hazard: string, table: string, row: Row, constraint: string]>([
  ['a timezone that does not exist', 'venues', { ...VENUE, id: 9, code: 'X', timezone: 'Asia/Nowhere' }, '22023'],
  ['a timezone that is an offset', 'venues', { ...VENUE, id: 9, code: 'X', timezone: '+08:00' }, 'venues_timezone_check'],
  ['a venue code twice', 'venues', { ...VENUE, id: 9 }, 'venues_code_once'],
  ['a surface unheard of', 'venues', { ...VENUE, id: 9, code: 'X', surfaces: ['TURF', 'ICE'] }, 'venues_surfaces_check'],
  ['a venue off the globe', 'venues', { ...VENUE, id: 9, code: 'X', latitude: 91 }, 'venues_latitude_check'],
  ['a horse without a name', 'horses', { ...PERSON, id: 9, source_id: 'X', name: '' }, 'horses_name_check'],
  ['a horse twice in a source', 'horses', { ...PERSON, id: 9 }, 'horses_source_id_once'],
  ['a horse that sires itself', 'horses', { ...PERSON, id: 9, source_id: 'X', sire_id: 9 }, 'horses_are_not_their_own_parent'],
  ['a dam that is not there', 'horses', { ...PERSON, id: 9, source_id: 'X', dam_id: 77 }, 'horses_dam_id_fkey'],
  ['a jockey who claims 10 kg', 'jockeys', { ...PERSON, id: 9, source_id: 'X', claim_kg: 10 }, 'jockeys_claim_kg_check'],
  ['a trainer twice in a source', 'trainers', { ...PERSON, id: 9 }, 'trainers_source_id_once'],
  ['an owner twice in a source', 'owners', { ...PERSON, id: 9 }, 'owners_source_id_once'],
  ['an ownership that ends before it begins', 'ownerships', { ...OWNERSHIP, from_date: '2021-01-01', to_date: '2020-12-31' }, 'ownerships_end_after_they_begin'],
  ['a meeting twice', 'meetings', { ...MEETING, id: 9, date: '2023-05-01' }, 'meetings_source_id_once'],
  ['two meetings at a venue on a day', 'meetings', { ...MEETING, id: 9, source_id: 'X' }, 'meetings_one_a_day_per_venue_and_kind'],
  ['a meeting at no venue', 'meetings', { ...MEETING, id: 9, source_id: 'X', date: '2023-05-01', venue_id: 77 }, 'meetings_venue_id_fkey'],
  ['a race of another source than its meeting', 'races', { ...NEW_RACE, meeting_id: 2 }, 'races_belong_to_a_meeting_of_their_source'],
  ['a race number twice in a meeting', 'races', { ...NEW_RACE, number: 1 }, 'races_one_number_per_meeting'],
  ['a race numbered 41', 'races', { ...NEW_RACE, number: 41 }, 'races_number_check'],
  ['a race of 50 m', 'races', { ...NEW_RACE, distance_m: 50 }, 'races_distance_m_check'],
  ['a final race whose result nobody knows', 'races', { ...NEW_RACE, status: 'FINAL' }, 'races_final_has_a_known_result'],
  ['a result known before the start', 'races', { ...NEW_RACE, result_known_at: '2023-04-23T04:59:59Z' }, 'races_result_not_known_before_the_start'],
  ['a rating band upside down', 'races', { ...NEW_RACE, rating_low: 60, rating_high: 40 }, 'races_rating_low_not_above_high'],
  ['prize money in no currency', 'races', { ...NEW_RACE, prize_total: 1000 }, 'races_prize_has_a_currency'],
  ['a currency in lower case', 'races', { ...NEW_RACE, currency: 'hkd' }, 'races_currency_check'],
  ['a negative prize among the prizes', 'races', { ...NEW_RACE, prizes: [10, -1] }, 'races_prizes_check'],
  ['a track rated 11', 'races', { ...NEW_RACE, going_number: 11 }, 'races_going_number_check'],
  ['a race won in no time', 'races', { ...NEW_RACE, winning_time_ms: 0 }, 'races_winning_time_ms_check'],
  ['a horse twice in a race', 'runners', { ...NEW_RUNNER, horse_id: 1 }, 'runners_a_horse_once_per_race'],
  ['a number twice', 'runners', { ...NEW_RUNNER, number: 1 }, 'runners_one_number_per_race'],
  ['a barrier twice', 'runners', { ...NEW_RUNNER, barrier: 1 }, 'runners_one_barrier_per_race'],
  ['a runner of another source than its race', 'runners', { ...NEW_RUNNER, source: 'FILE' }, 'runners_start_with_a_race_of_their_source'],
  ['a runner that starts at another time than its race', 'runners', { ...NEW_RUNNER, race_start: '2023-04-23T05:01:00Z' }, 'runners_start_with_a_race_of_their_source'],
  ['a runner that is no horse', 'runners', { ...NEW_RUNNER, horse_id: 77 }, 'runners_horse_id_fkey'],
  ['a jockey who is not there', 'runners', { ...NEW_RUNNER, jockey_id: 77 }, 'runners_jockey_id_fkey'],
  ['a trainer who is not there', 'runners', { ...NEW_RUNNER, trainer_id: 77 }, 'runners_trainer_id_fkey'],
  ['a weight carried of 133 lb taken for kg', 'runners', { ...NEW_RUNNER, weight_kg: 133 }, 'runners_weight_kg_check'],
  ['a body weight of 1,100 lb taken for kg', 'runners', { ...NEW_RUNNER, body_weight_kg: 1100 }, 'runners_body_weight_kg_check'],
  ['a barrier 0', 'runners', { ...NEW_RUNNER, barrier: 0 }, 'runners_barrier_check'],
  ['a horse of 30 years', 'runners', { ...NEW_RUNNER, age_at_race: 30 }, 'runners_age_at_race_check'],
  ['a result of a scratched runner', 'results', { ...NEW_RESULT, runner_id: 2, race_id: 1 }, 'results_are_of_a_runner_of_the_race_that_takes_part'],
  ['a result in another race than the runner\'s', 'results', { ...NEW_RESULT, race_id: 1 }, 'results_are_of_a_runner_of_the_race_that_takes_part'],
  ['a second result of a runner', 'results', RESULT, 'results_pkey'],
  ['a finisher without a position', 'results', { ...NEW_RESULT, position: null }, 'results_have_a_position_if_and_only_if_finished'],
  ['a faller with a position', 'results', { ...NEW_RESULT, status: 'FELL' }, 'results_have_a_position_if_and_only_if_finished'],
  ['odds of 0.9', 'results', { ...NEW_RESULT, starting_price: 0.9 }, 'results_starting_price_check'],
  ['a runner beaten by less than nothing', 'results', { ...NEW_RESULT, beaten_lengths: -1 }, 'results_beaten_lengths_check'],
  ['position 0 in running', 'in_running_positions', { ...CALL, ordinal: 2, position: 0 }, 'in_running_positions_position_check'],
  ['a call of no runner', 'in_running_positions', { ...CALL, runner_id: 77 }, 'in_running_positions_runner_id_fkey'],
  ['a section away from home', 'sectionals', { ...SECTION, ordinal: 2, from_m: 400, to_m: 800 }, 'sectionals_run_towards_home'],
  ['a section in no time', 'sectionals', { ...SECTION, ordinal: 2, time_ms: 0 }, 'sectionals_time_ms_check'],
  ['a dividend twice', 'dividends', DIVIDEND, 'dividends_pkey'],
  ['a dividend for no stake', 'dividends', { ...DIVIDEND, combination: '2', unit_stake: 0 }, 'dividends_unit_stake_check'],
  ['gear put on for the first time and taken off', 'runner_gear', { ...GEAR, code: 'TT', first_time: true, removed: true }, 'runner_gear_not_first_time_and_removed'],
  ['a rating of a race that the meeting does not have', 'track_ratings', { ...RATING, race_number: 7 }, 'track_ratings_are_of_a_race_of_the_meeting'],
  ['a rating known before it was taken', 'track_ratings', { ...RATING, observed_at: '2023-04-23T06:00:00Z' }, 'track_ratings_not_known_before_observed'],
  ['two ratings of a race at once', 'track_ratings', RATING, 'track_ratings_one_at_a_time'],
  ['two weathers at once', 'weather_observations', WEATHER, 'weather_observations_one_at_a_time'],
  ['humidity of 101 %', 'weather_observations', { ...WEATHER, observed_at: '2023-04-23T04:00:00Z', humidity: 101 }, 'weather_observations_humidity_check'],
  ['a change told twice', 'change_events', CHANGE, 'change_events_source_id_once'],
  ['a change of a runner in no race', 'change_events', { ...CHANGE, source_id: 'X', race_id: null }, 'change_events_of_a_runner_name_its_race'],
  ['a change of a runner of another race', 'change_events', { ...CHANGE, source_id: 'X', race_id: 2 }, 'change_events_are_of_a_runner_of_the_race'],
  ['a change of a race of another meeting', 'change_events', { ...CHANGE, source_id: 'X', source: 'SYNTHETIC', meeting_id: 2 }, 'change_events_are_of_a_race_of_the_meeting'],
  ['a change of another source than its meeting', 'change_events', { ...CHANGE, source_id: 'X', source: 'FILE' }, 'change_events_belong_to_a_meeting_of_their_source'],
  ['two prices at once', 'prices', PRICE, 'prices_one_at_a_time'],
  ['a price of a runner of another race', 'prices', { ...PRICE, race_id: 2, at: '2023-04-23T04:00:00Z' }, 'prices_are_of_a_runner_of_the_race'],
  ['a price known before it was offered', 'prices', { ...PRICE, at: '2023-04-23T06:00:00Z' }, 'prices_not_known_before_offered'],
  ['a unit stored twice', 'import_units', UNIT, 'import_units_pkey'],
])('%s is refused', async (_, table, row, constraint) => {
  expect(await refusesRow(table, row)).toBe(constraint)
})

const VOCABULARIES: readonly (readonly [table: string, column: string, words: Readonly<Record<string, string>>])[] = [
  ['venues', 'source', DataSource], ['venues', 'country', Jurisdiction], ['venues', 'direction', TrackDirection], ['venues', 'tier', MeetingTier], ['horses', 'source', DataSource], ['horses', 'sex', Sex],
  ['jockeys', 'source', DataSource], ['trainers', 'source', DataSource], ['owners', 'source', DataSource], ['meetings', 'source', DataSource], ['meetings', 'status', MeetingStatus], ['meetings', 'kind', RaceKind],
  ['meetings', 'tier', MeetingTier], ['meetings', 'expected_condition', GoingLabel], ['races', 'kind', RaceKind], ['races', 'status', RaceStatus], ['races', 'surface', Surface], ['races', 'direction', TrackDirection],
  ['races', 'pattern', RacePattern], ['races', 'weight_condition', WeightCondition], ['races', 'going', GoingLabel], ['races', 'tempo', TempoRating], ['runners', 'status', RunnerStatus], ['results', 'status', FinishStatus],
  ['dividends', 'market', MarketType], ['track_ratings', 'label', GoingLabel], ['change_events', 'kind', ChangeKind], ['prices', 'source', PriceSource], ['prices', 'market', MarketType], ['prices', 'kind', PriceKind],
  ['import_units', 'source', DataSource],
]
test.each(VOCABULARIES)('%s.%s takes the words of its vocabulary and no other', async (table, column, words) => {
  const { rows } = await db.pool.query<{ definition: string }>('SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conname = $1', [`${table}_${column}_check`])
  const allowed = [...(rows[0]?.definition ?? '').matchAll(/'([A-Z0-9_]+)'/g)].map((match) => match[1])
  expect(allowed.sort()).toEqual(Object.values(words).sort())
  const right = RIGHT.find(([name]) => name === table)?.[1]
  expect(await refusesRow(table, { ...right, ...(table === 'results' ? { position: null } : {}), [column]: 'UNHEARD_OF' })).toBe(`${table}_${column}_check`)
})

describe('append-only facts', () => {
  test.each(['track_ratings', 'weather_observations', 'change_events', 'prices'])('%s can be neither changed nor deleted', async (table) => {
    expect(await refusedBy((query) => query(`UPDATE ${table} SET known_at = known_at + interval '1 s'`))).toBe(`${table}_are_append_only`)
    expect(await refusedBy((query) => query(`DELETE FROM ${table}`))).toBe(`${table}_are_append_only`)
  })
  test('a meeting, race or runner with facts cannot be deleted under them', async () => {
    for (const table of ['meetings', 'races', 'runners']) expect(await refusedBy((query) => query(`DELETE FROM ${table} WHERE id = 1`))).toMatch(/_are_of_a_|_belong_to_a_|_meeting_id_fkey/)
  })
})

test('a race that moves takes its runners along', async () => {
  const client = await db.pool.connect()
  try {
    await client.query('BEGIN')
    await client.query(`UPDATE races SET scheduled_start = '2023-04-23T06:00:00Z' WHERE id = 1`)
    expect((await client.query(`SELECT DISTINCT race_start FROM runners WHERE race_id = 1`)).rows).toEqual([{ race_start: '2023-04-23T06:00:00.000Z' }])
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
})
test('a runner that ran cannot become scratched while it has a result', async () => {
  expect(await refusedBy((query) => query(`UPDATE runners SET status = 'SCRATCHED' WHERE id = 1`))).toBe('results_are_of_a_runner_of_the_race_that_takes_part')
})
test('two runners may swap numbers and barriers within a transaction', async () => {
  expect(await refusedBy(async (query) => {
    await query('UPDATE runners SET number = 2, barrier = 2 WHERE id = 1')
    await query('UPDATE runners SET number = 1, barrier = 1 WHERE id = 2')
  })).toBeNull()
})
test('runners without a number or a barrier do not clash', async () => {
  expect(await refusedBy(async (query) => { await query('UPDATE runners SET number = NULL, barrier = NULL WHERE race_id = 1') })).toBeNull()
})
