import { officialAge } from '../../domain/horse-age'
import type { Instant } from '../../domain/instant'
import type { MarketFacts, PriceFact } from '../../domain/price-fact'
import type { CardChange, CardRunner, GearFact, RaceCard, TrackReading, WeatherReading } from '../../domain/race-card'
import type { RaceOutcome, RunnerOutcome } from '../../domain/race-outcome'
import type { RaceFacts, SqlRunner } from '../../usecases/ports'

/*
 * Instants come as milliseconds; what hangs on a runner or a meeting comes as one JSON text with its row. The ids go through
 * a query of their own: seeing how many there are, PostgreSQL would plan anew for every race, which takes longer than to read it.
 */
const ASKED = 'ANY (ARRAY(SELECT unnest($1::int[])))'
const ms = (column: string): string => `(extract(epoch from ${column}) * 1000)::float8`

const RACES = `
SELECT r.id, r.source, r.meeting_id, m.venue_id, v.country, m.date::text, CASE WHEN NOT r.start_estimated THEN (extract(hour from r.scheduled_start AT TIME ZONE v.timezone) * 60 + extract(minute from r.scheduled_start AT TIME ZONE v.timezone))::int END,
  ${ms('r.scheduled_start')}, r.kind, r.number, (SELECT count(*) FROM races o WHERE o.meeting_id = r.meeting_id)::int, m.tier, r.distance_m, r.surface, r.course_layout, r.direction, v.circumference_m, v.straight_m, m.rail_offset_m::float8,
  r.pattern, r.class_code, r.rating_low, r.rating_high, r.age_restriction, r.sex_restriction, r.weight_condition, r.minimum_weight_kg::float8, r.apprentices_can_claim, r.field_limit, r.prize_total::float8, r.going, r.going_number,
  CASE WHEN r.status = 'FINAL' THEN ${ms('r.result_known_at')} END,
  (SELECT json_agg(json_build_array(t.race_number, t.label, t.number, ${ms('t.observed_at')}, ${ms('t.known_at')}) ORDER BY t.observed_at, t.known_at, t.id) FROM track_ratings t WHERE t.meeting_id = r.meeting_id AND (t.race_number IS NULL OR t.race_number = r.number))::text,
  (SELECT json_agg(json_build_array(w.temperature_c, w.humidity, w.wind_speed_kmh, w.rainfall_24h_mm, w.rainfall_7d_mm, w.irrigation_24h_mm, ${ms('w.observed_at')}, ${ms('w.known_at')}) ORDER BY w.observed_at) FROM weather_observations w WHERE w.meeting_id = r.meeting_id)::text,
  (SELECT json_agg(json_build_array(c.kind, c.runner_id, c.before, c.after, (SELECT min(j.id) FROM jockeys j WHERE c.kind = 'JOCKEY_CHANGE' AND j.source = c.source AND j.name = c.before HAVING count(*) = 1), ${ms('c.known_at')}) ORDER BY c.known_at, c.id)
    FROM change_events c WHERE c.meeting_id = r.meeting_id AND (c.race_id IS NULL OR c.race_id = r.id))::text
FROM races r JOIN meetings m ON m.id = r.meeting_id JOIN venues v ON v.id = m.venue_id WHERE r.id = ${ASKED}`

const CARD = `n.race_id, n.id, n.horse_id, n.status, n.number, n.barrier, n.emergency_number, n.weight_kg::float8, n.allocated_kg::float8, n.claim_kg::float8, n.overweight_kg::float8, n.body_weight_kg::float8, n.handicap_rating, n.age_at_race,
  h.foaling_date::text, h.sex, h.country_of_birth, h.import_type, h.sire_id, h.dam_id, h.dam_sire_id, n.jockey_id, j.minimum_riding_weight_kg::float8, n.trainer_id,
  (SELECT json_agg(json_build_array(g.code, g.first_time, g.removed, ${ms('g.known_at')}) ORDER BY g.code) FROM runner_gear g WHERE g.runner_id = n.id)::text`
const OUTCOME = `s.status, s.position, s.beaten_lengths::float8, s.finish_time_ms, s.starting_price::float8, s.prize::float8,
  (SELECT json_agg(json_build_array(p.position, p.margin_lengths) ORDER BY p.ordinal) FROM in_running_positions p WHERE p.runner_id = n.id)::text,
  (SELECT json_agg(json_build_array(x.from_m, x.to_m, x.time_ms, x.position, x.margin_lengths) ORDER BY x.ordinal) FROM sectionals x WHERE x.runner_id = n.id)::text`
const FROM_RUNNERS = 'FROM runners n JOIN horses h ON h.id = n.horse_id LEFT JOIN jockeys j ON j.id = n.jockey_id'
const ORDERED = `WHERE n.race_id = ${ASKED} ORDER BY n.id`
const RUNNERS = `SELECT ${CARD} ${FROM_RUNNERS} ${ORDERED}`
const RUNNERS_WITH_PRICE = `SELECT ${CARD}, s.starting_price::float8 ${FROM_RUNNERS} LEFT JOIN results s ON s.runner_id = n.id ${ORDERED}`
const RUNNERS_WITH_OUTCOME = `SELECT ${CARD}, s.starting_price::float8, ${OUTCOME} ${FROM_RUNNERS} LEFT JOIN results s ON s.runner_id = n.id ${ORDERED}`
const PRICE = `race_id, runner_id, source, kind, bookmaker, decimal, ${ms('at')}, ${ms('known_at')}, volume`
const RECORDED = `SELECT p.race_id, p.runner_id, p.source, p.kind, p.bookmaker, p.decimal::float8, p.at, p.known_at, p.volume::float8, p.id FROM runners n JOIN prices p ON p.runner_id = n.id AND p.market = 'WIN' WHERE n.race_id = ${ASKED}`
const PRICES = `SELECT ${PRICE} FROM (${RECORDED}) p ORDER BY p.at, p.id`
/**
 * With the newest tick of each win market before the race's instant in `$2` (milliseconds) and its off, where that is newer than what was recorded by then. A tick is
 * known since the source published it. What came later has no say: it would tell, by what is missing, that something came.
 */
const PRICES_AND_TICKS = `
SELECT ${PRICE} FROM (
  ${RECORDED}
  UNION ALL
  SELECT k.race_id, s.runner_id, k.source, 'FLUCTUATION', k.bookmaker, t.decimal, t.at, t.at, t.matched, NULL
  FROM unnest($1::int[], $2::float8[]) AS a(race_id, before_ms) JOIN races r ON r.id = a.race_id JOIN markets k ON k.race_id = a.race_id AND k.type = 'WIN' JOIN market_selections s ON s.market_id = k.id AND s.runner_id IS NOT NULL
  CROSS JOIN LATERAL (SELECT t.at, t.in_play, t.matched, shown_price(t.status, t.back, t.last_traded) AS decimal FROM ticks t
    WHERE t.market_id = s.market_id AND t.selection_id = s.selection_id AND t.handicap = s.handicap AND t.at < to_timestamp(a.before_ms / 1000) AND t.at <= r.scheduled_start ORDER BY t.at DESC, t.sequence DESC LIMIT 1) t
  WHERE t.decimal IS NOT NULL AND NOT t.in_play
    AND NOT EXISTS (SELECT 1 FROM prices p WHERE p.runner_id = s.runner_id AND p.market = 'WIN' AND p.source = k.source AND p.bookmaker = k.bookmaker AND p.at >= t.at AND p.known_at < to_timestamp(a.before_ms / 1000))
) p ORDER BY p.at, p.id`

type Row = readonly any[] // eslint-disable-line @typescript-eslint/no-explicit-any -- typed by the column
const listIn = (text: string | null): readonly Row[] => (text === null ? [] : (JSON.parse(text) as readonly Row[]))

const readingOf = ([raceNumber, label, number, observedAt, knownAt]: Row): TrackReading => ({ raceNumber, label, number, observedAt, knownAt })
const weatherOf = ([temperatureC, humidity, windSpeedKmh, rainfall24hMm, rainfall7dMm, irrigation24hMm, observedAt, knownAt]: Row): WeatherReading =>
  ({ temperatureC, humidity, windSpeedKmh, rainfall24hMm, rainfall7dMm, irrigation24hMm, observedAt, knownAt })
/** Whether he was an apprentice then is not stored: his row says what he is now. */
const changeOf = ([kind, runnerId, before, after, jockeyId, knownAt]: Row): CardChange =>
  ({ kind, runnerId, before, after, beforeJockey: jockeyId === null ? null : { jockeyId, apprentice: null, jockeyMinimumKg: null }, knownAt })
const gearOf = ([code, firstTime, removed, knownAt]: Row): GearFact => ({ code, firstTime, removed, knownAt })

const cardOf = ([
  raceId, source, meetingId, venueId, country, date, localMinute, offAt, kind, number, raceCount, tier, distanceM, surface, courseLayout, direction, circumferenceM, straightM, railOffsetM, pattern, classCode, ratingLow, ratingHigh,
  ageRestriction, sexRestriction, weightCondition, minimumWeightKg, apprenticesCanClaim, fieldLimit, prizeTotal, going, goingNumber, , readings, weather, changes,
]: Row, runners: readonly CardRunner[]): RaceCard => ({
  raceId, source, meetingId, venueId, country, date, localMinute, offAt, kind, number, raceCount, tier, distanceM, surface, courseLayout, direction, circumferenceM, straightM, railOffsetM, pattern, classCode, ratingLow, ratingHigh,
  ageRestriction, sexRestriction, weightCondition, minimumWeightKg, apprenticesCanClaim, fieldLimit, prizeTotal, going, goingNumber,
  runners, readings: listIn(readings).map(readingOf), weather: listIn(weather).map(weatherOf), changes: listIn(changes).map(changeOf),
})
const KNOWN_AT = 32

/** An apprentice is who claims: what the rider's own row says is true of today. */
const runnerOf = ([
  , runnerId, horseId, status, number, barrier, emergencyNumber, weightKg, allocatedKg, claimKg, overweightKg, bodyWeightKg, handicapRating, age, foalingDate, sex, countryOfBirth, importType, sireId, damId, damSireId, jockeyId, jockeyMinimumKg, trainerId, gear,
]: Row, date: string): CardRunner => ({
  runnerId, horseId, status, number, barrier, emergencyNumber, weightKg, allocatedKg, claimKg, overweightKg, bodyWeightKg, handicapRating, ageAtRace: age ?? (foalingDate === null ? null : officialAge(foalingDate, date, countryOfBirth)),
  foalingDate, sex, countryOfBirth, importType, sireId, damId, damSireId, jockeyId, apprentice: claimKg === null ? null : claimKg > 0, jockeyMinimumKg, trainerId, gear: listIn(gear).map(gearOf),
})
const PRICE_AT = 25
const OUTCOME_AT = 26
const outcomeOf = (row: Row): RunnerOutcome | null => {
  const [status, position, beatenLengths, finishTimeMs, startingPrice, prize, inRunning, sections] = row.slice(OUTCOME_AT)
  if (status === null) return null
  return {
    runnerId: row[1], status, position, beatenLengths, finishTimeMs, startingPrice, prize, inRunning: listIn(inRunning).map(([at, marginLengths]) => ({ position: at, marginLengths })),
    sections: listIn(sections).map(([fromM, toM, timeMs, place, marginLengths]) => ({ fromM, toM, timeMs, position: place, marginLengths })),
  }
}
const priceOf = ([, runnerId, source, kind, bookmaker, decimal, at, knownAt, volume]: Row): PriceFact => ({ runnerId, source, kind, bookmaker, decimal, volume, at, knownAt })

const byRace = (rows: readonly Row[]): ReadonlyMap<number, readonly Row[]> => {
  const races = new Map<number, Row[]>()
  for (const row of rows) {
    const own = races.get(row[0])
    if (own === undefined) races.set(row[0], [row])
    else own.push(row)
  }
  return races
}
const marketOf = (runners: readonly Row[], prices: readonly Row[]): MarketFacts =>
  ({ prices: prices.map(priceOf), startingPrices: new Map(runners.flatMap((row): [number, number][] => (typeof row[PRICE_AT] === 'number' ? [[row[1], row[PRICE_AT]]] : []))) })
const officialOf = (race: Row, runners: readonly Row[]): RaceOutcome | null =>
  race[KNOWN_AT] === null ? null : { knownAt: race[KNOWN_AT] as Instant, runners: runners.flatMap((row) => outcomeOf(row) ?? []) }

export interface FactNeeds {
  readonly market: boolean
  readonly outcome: boolean
  /** An instant for each race: how live markets stood before it is among the prices. Left out: recorded prices alone. */
  readonly before?: readonly Instant[]
}
/** Races by their ids, in two statements and one more for prices; races that do not exist are left out. Without `outcome` nothing of the result is read but, with the market, starting prices. */
export async function loadRaceFacts(db: SqlRunner, raceIds: readonly number[], { market, outcome, before }: FactNeeds): Promise<ReadonlyMap<number, RaceFacts>> {
  const runnersSql = outcome ? RUNNERS_WITH_OUTCOME : market ? RUNNERS_WITH_PRICE : RUNNERS
  const [races, runners, prices] = await Promise.all([db.rows(RACES, [raceIds]), db.rows(runnersSql, [raceIds]), !market ? [] : before === undefined ? db.rows(PRICES, [raceIds]) : db.rows(PRICES_AND_TICKS, [raceIds, before])])
  const [runnersOf, pricesOf] = [byRace(runners), byRace(prices)]
  return new Map(races.map((race) => {
    const raceId = race[0] as number
    const own = runnersOf.get(raceId) ?? []
    return [raceId, { card: cardOf(race, own.map((row) => runnerOf(row, race[5] as string))), market: marketOf(market ? own : [], pricesOf.get(raceId) ?? []), outcome: outcome ? officialOf(race, own) : null }]
  }))
}
