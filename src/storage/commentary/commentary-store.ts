import type { Commentary, CommentaryStyle } from '../../commentary/commentary'
import type { Instant } from '../../domain/instant'
import type { CommentaryStore } from '../../usecases/commentary/ports'
import type { OpenRunner } from './race-stamps'

const ms = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::float8`
const COLUMNS = `c.race_id, c.kind, c.tone, c.length, c.locale, c.model, c.synthetic, ${ms('c.as_of')}, ${ms('c.written_at')}, c.sentences::text, c.facts::text, c.from_template, c.left_out, c.cost_usd, c.stamp`
const FIND = `SELECT ${COLUMNS} FROM commentaries c WHERE c.cache_key = $1`
const LATEST = `
SELECT ${COLUMNS} FROM unnest($1::int[]) AS a(race_id) CROSS JOIN LATERAL (
  SELECT * FROM commentaries c WHERE c.race_id = a.race_id AND c.kind = $2 AND c.tone = $3 AND c.length = $4 AND c.locale = $5 ORDER BY c.as_of DESC, c.written_at DESC LIMIT 1) c`
/* Whoever was first has paid first: the second says the same. A race that is gone meanwhile keeps nothing. */
const KEEP = `
INSERT INTO commentaries (cache_key, race_id, stamp, kind, tone, length, locale, model, synthetic, as_of, written_at, sentences, facts, from_template, left_out, cost_usd)
SELECT $1, r.id, $3, $4, $5, $6, $7, $8, $9, to_timestamp($10::float8 / 1000), to_timestamp($11::float8 / 1000), $12::jsonb, $13::jsonb, $14::int[], $15, $16 FROM races r WHERE r.id = $2::int
ON CONFLICT (cache_key) DO NOTHING`

type Row = readonly any[] // eslint-disable-line @typescript-eslint/no-explicit-any -- typed by the column
function commentaryOf([raceId, kind, tone, length, locale, model, synthetic, asOf, writtenAt, sentences, facts, fromTemplate, leftOut, costUsd]: Row): Commentary {
  return {
    raceId, kind, tone, length, locale, source: 'MODEL', model, synthetic, asOf: asOf as Instant, writtenAt: writtenAt as Instant, sentences: JSON.parse(sentences), facts: JSON.parse(facts), leftOut, costUsd, fellBack: null,
    ...(fromTemplate.length === 0 ? {} : { fromTemplate }),
  }
}

/** Commentary of models in the database, over connections that are lent for one statement each. */
export const commentaryStore = (open: OpenRunner): CommentaryStore => ({
  find: async (cacheKey) => {
    const [row] = await open((db) => db.rows(FIND, [cacheKey]))
    return row === undefined ? null : commentaryOf(row)
  },
  latest: async (raceIds, { kind, tone, length, locale }: CommentaryStyle) => {
    if (raceIds.length === 0) return new Map()
    const rows = await open((db) => db.rows(LATEST, [raceIds, kind, tone, length, locale]))
    return new Map(rows.map((row) => [row[0], { stamp: row[14], commentary: commentaryOf(row) }]))
  },
  /** @throws Error for what no model wrote */
  keep: async (cacheKey, stamp, { raceId, kind, tone, length, locale, source, model, synthetic, asOf, writtenAt, sentences, facts, fromTemplate = [], leftOut, costUsd }) => {
    if (source !== 'MODEL' || model === null) throw new Error('commentary of the template is made anew, and not stored')
    await open((db) => db.rows(KEEP, [cacheKey, raceId, stamp, kind, tone, length, locale, model, synthetic, asOf, writtenAt, JSON.stringify(sentences), JSON.stringify(facts), fromTemplate, leftOut, costUsd]))
  },
})
