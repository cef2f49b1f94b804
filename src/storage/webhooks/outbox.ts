import type { Pool, PoolClient } from 'pg'
import type { Instant } from '../../domain/instant'
import type { RecordedChances, SightedRace, Told, ToldChances, Webhook, WebhookOutbox } from '../../usecases/webhooks/ports'
import { at, inTransaction, ms } from './in-transaction'
import { sightedRaces } from './sighted-races'
import { WANTS, WEBHOOK_COLUMNS, webhookOf, type WebhookRow } from './webhook-rows'

export interface OutboxDeps {
  readonly pool: Pool
  readonly now: () => Instant
  /** Deliveries that may wait for one webhook; what comes beyond is dead at once, and can be sent by hand. */
  readonly mostWaiting: number
}
/** Of one turn, so that it stays short and small. */
const [SIGNALS, ENTRIES, DUE] = [100, 500, 500]
const RACE_LOCK = 7_223_382
/** Races that were off before are not told of any more, if their prediction was missed. */
const OFF_AGO = "interval '1 hour'"

const TAKE = 'DELETE FROM webhook_signals WHERE id IN (SELECT id FROM webhook_signals ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED) RETURNING kind, race_id, runner_id, id::float8'
type SignalRow = readonly ['RESULT' | 'SCRATCHING', number, number, number]
/** In the order of their ids, so that two who wait for each other's race cannot be. */
const LOCK = `SELECT count(pg_advisory_xact_lock(${RACE_LOCK}, id)) FROM (SELECT id FROM unnest($1::int[]) AS u(id) ORDER BY id) s`
const KEEP_TOLD = `
INSERT INTO webhook_told (kind, race_id, runner_id, version, digest, told_at) VALUES ($1, $2, $3, $4, $5, ${at('$6')})
ON CONFLICT (kind, race_id, runner_id) DO UPDATE SET version = EXCLUDED.version, digest = EXCLUDED.digest, told_at = EXCLUDED.told_at`

/** The id is made from what it is of: the same event can never be there twice for one webhook. */
const DELIVER = `
INSERT INTO webhook_deliveries (id, webhook_id, event, race_id, payload, state, next_attempt_at, created_at, ended_at, last_error)
SELECT 'msg_' || left(encode(sha256(convert_to(w.id || '/' || $1::text, 'UTF8')), 'hex'), 32), w.id, $2, r.id, $4,
  CASE WHEN q.full THEN 'DEAD' ELSE 'PENDING' END, ${at('$5')}, ${at('$5')}, CASE WHEN q.full THEN ${at('$5')} END, CASE WHEN q.full THEN 'too many deliveries were waiting' END
FROM races r JOIN meetings m ON m.id = r.meeting_id JOIN webhooks w ON w.active AND $2 = ANY (w.events) AND ${WANTS},
  LATERAL (SELECT count(*) >= $6::int AS full FROM (SELECT FROM webhook_deliveries d WHERE d.webhook_id = w.id AND d.state = 'PENDING' LIMIT $6::int) waiting) q
WHERE r.id = $3 AND ($7::text IS NULL OR w.id = $7) ON CONFLICT (id) DO NOTHING`

const CURSOR = 'SELECT sequence::float8 FROM webhook_ledger FOR UPDATE SKIP LOCKED'
const MAKE_CURSOR = 'INSERT INTO webhook_ledger (sequence) VALUES (0) ON CONFLICT DO NOTHING'
const HEAD = 'SELECT coalesce(max(sequence), 0)::float8 FROM served_predictions'
const MOVE_CURSOR = 'UPDATE webhook_ledger SET sequence = $1 WHERE sequence <> $1'
const FOLLOWERS = `SELECT ${WEBHOOK_COLUMNS} FROM webhooks w WHERE w.active AND 'PREDICTION' = ANY (w.events)`
const PREDICTED = `
SELECT DISTINCT w.id, r.id FROM served_predictions p JOIN races r ON r.source = p.source AND r.source_id = p.race_source_id AND r.scheduled_start > ${at('$4')} - ${OFF_AGO} JOIN meetings m ON m.id = r.meeting_id
JOIN webhooks w ON w.active AND 'PREDICTION' = ANY (w.events) AND ${WANTS} JOIN unnest($3::text[], $5::text[]) AS named(model, ref) ON named.model = w.model AND named.ref = p.model_name || '@' || p.model_version
WHERE p.sequence > $1 AND p.sequence <= $2`
const WAITING = `SELECT webhook_id, race_id FROM webhook_chances WHERE due_at <= ${at('$1')} ORDER BY due_at LIMIT $2`
type Pair = readonly [string, number]
const NEWEST = `
SELECT p.sequence::float8, p.model_name, p.model_version, ${ms('p.generated_at')}, p.runner_ids, p.chances FROM races r JOIN served_predictions p ON p.source = r.source AND p.race_source_id = r.source_id
WHERE r.id = $1 AND p.model_name || '@' || p.model_version = $2 ORDER BY p.sequence DESC LIMIT 1`
const BEFORE = `SELECT version, runner_ids, chances, ${ms('told_at')} FROM webhook_chances WHERE webhook_id = $1 AND race_id = $2`
const KEEP_CHANCES = `
INSERT INTO webhook_chances (webhook_id, race_id, version, sequence, runner_ids, chances, told_at) VALUES ($1, $2, $3, $4, $5, $6, ${at('$7')})
ON CONFLICT (webhook_id, race_id) DO UPDATE SET version = EXCLUDED.version, sequence = EXCLUDED.sequence, runner_ids = EXCLUDED.runner_ids, chances = EXCLUDED.chances, told_at = EXCLUDED.told_at, due_at = NULL`
const WAIT_UNTIL = `UPDATE webhook_chances SET due_at = ${at('$3')} WHERE webhook_id = $1 AND race_id = $2`
/** Newer chances take the place of those that nobody has begun to send. */
const SUPERSEDE = "DELETE FROM webhook_deliveries WHERE webhook_id = $1 AND race_id = $2 AND event = 'PREDICTION' AND state = 'PENDING' AND attempts = 0 AND claimed_by IS NULL"
const MODELS = "SELECT DISTINCT w.model FROM webhooks w WHERE w.active AND 'PREDICTION' = ANY (w.events)"

const rowsOf = async <R>(client: Pool | PoolClient, text: string, values: readonly unknown[] = []): Promise<readonly R[]> =>
  (await client.query({ text, values: values as unknown[], rowMode: 'array' })).rows as unknown as readonly R[]

/** See `WebhookOutbox`. Signals go away in the transaction that makes deliveries of them: a process that dies leaves them to others. */
export function webhookOutbox({ pool, now, mostWaiting }: OutboxDeps): WebhookOutbox {
  const deliver = (client: PoolClient, key: string, event: string, raceId: number, payload: string, webhookId: string | null): Promise<unknown> => client.query(DELIVER, [key, event, raceId, payload, now(), mostWaiting, webhookId])
  const keepTold = (client: PoolClient, kind: 'RESULT' | 'SCRATCHING', raceId: number, runnerId: number, { version, digest }: Told): Promise<unknown> => client.query(KEEP_TOLD, [kind, raceId, runnerId, version, digest, now()])

  const takeSignals: WebhookOutbox['takeSignals'] = (decide) => inTransaction(pool, async (client) => {
    const signals = await rowsOf<SignalRow>(client, TAKE, [SIGNALS])
    if (signals.length === 0) return 0
    const raceIds = [...new Set(signals.map(([, raceId]) => raceId))]
    await client.query(LOCK, [raceIds])
    const races = await sightedRaces(client, raceIds)
    const seen = new Set<string>()
    for (const [kind, raceId, runnerId] of [...signals].sort((a, b) => a[3] - b[3])) {
      const sighted = races.get(raceId)
      const key = `${kind}/${raceId}/${runnerId}`
      if (sighted === undefined || seen.has(key)) continue
      seen.add(key)
      const news = kind === 'RESULT' ? decide.result(sighted) : decide.scratching(sighted, runnerId)
      if (news === null) continue
      await keepTold(client, kind, raceId, runnerId, news.told)
      await deliver(client, `${key}/${news.told.version}`, kind, raceId, news.payload, null)
    }
    return signals.length
  })

  const tellChances = async (client: PoolClient, webhook: Webhook, ref: string, race: SightedRace, decide: Parameters<WebhookOutbox['takeChances']>[1]): Promise<void> => {
    const { race: { raceId } } = race
    const [entry] = await rowsOf<readonly [number, string, number, number, number[], number[]]>(client, NEWEST, [raceId, ref])
    if (entry === undefined) return
    const [sequence, modelName, modelVersion, generatedAt, runnerIds, chances] = entry
    const newest: RecordedChances = { sequence, modelName, modelVersion, generatedAt: generatedAt as Instant, runnerIds, chances }
    const [last] = await rowsOf<readonly [number, number[], number[], number]>(client, BEFORE, [webhook.id, raceId])
    const before: ToldChances | null = last === undefined ? null : { version: last[0], runnerIds: last[1], chances: last[2], toldAt: last[3] as Instant }
    const news = decide(webhook, race, newest, before)
    if (news.kind !== 'tell') { await client.query(WAIT_UNTIL, [webhook.id, raceId, news.kind === 'later' ? news.at : null]); return }
    await client.query(SUPERSEDE, [webhook.id, raceId])
    await deliver(client, `PREDICTION/${raceId}/${ref}/${sequence}`, 'PREDICTION', raceId, news.payload, webhook.id)
    await client.query(KEEP_CHANCES, [webhook.id, raceId, news.version, sequence, runnerIds, chances, now()])
  }
  const takeChances: WebhookOutbox['takeChances'] = (models, decide) => inTransaction(pool, async (client) => {
    const [cursor] = await rowsOf<readonly [number]>(client, CURSOR)
    // Somebody else is at it, or there is none yet.
    if (cursor === undefined) { await client.query(MAKE_CURSOR); return 0 }
    const [[head] = [0]] = await rowsOf<readonly [number]>(client, HEAD)
    const webhooks = new Map((await rowsOf<WebhookRow>(client, FOLLOWERS)).map((row) => [row[0], webhookOf(row)]))
    if (webhooks.size === 0) { await client.query(MOVE_CURSOR, [head]); return 0 }
    const upTo = Math.min(head, cursor[0] + ENTRIES)
    const fresh = upTo > cursor[0] ? await rowsOf<Pair>(client, PREDICTED, [cursor[0], upTo, [...models.keys()], now(), [...models.values()]]) : []
    const pairs = [...fresh, ...await rowsOf<Pair>(client, WAITING, [now(), DUE])]
    const races = await sightedRaces(client, [...new Set(pairs.map(([, raceId]) => raceId))])
    const seen = new Set<string>()
    for (const [webhookId, raceId] of pairs) {
      const [webhook, race, key] = [webhooks.get(webhookId), races.get(raceId), `${webhookId}/${raceId}`]
      if (seen.has(key)) continue
      seen.add(key)
      const ref = webhook === undefined ? undefined : models.get(webhook.model)
      if (webhook === undefined || race === undefined || ref === undefined) await client.query(WAIT_UNTIL, [webhookId, raceId, null])
      else await tellChances(client, webhook, ref, race, decide)
    }
    await client.query(MOVE_CURSOR, [upTo])
    return upTo - cursor[0] + pairs.length
  })
  return { takeSignals, takeChances, models: async () => (await rowsOf<readonly [string]>(pool, MODELS)).map(([name]) => name) }
}
