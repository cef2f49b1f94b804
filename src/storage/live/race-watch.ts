import { setTimeout as sleep } from 'node:timers/promises'
import { Client, type Notification } from 'pg'
import type { Instant } from '../../domain/instant'
import type { ChangeKind, RaceStatus } from '../../domain/vocabulary'

/** Something changed of a race. `change` is null where it was the status, the start, the going, a result, or a runner's status without a word. */
export interface SeenChange {
  readonly raceId: number
  readonly meetingId: number
  readonly status: RaceStatus
  readonly at: Instant
  readonly change: { readonly kind: ChangeKind; readonly id: number; readonly runnerId: number | null; readonly text: string } | null
  /** A new reading of the ground. */
  readonly track: boolean
}
export interface RaceWatchDeps {
  readonly databaseUrl: string
  /** In the order in which it happened. One call after the other. */
  readonly onChange: (changes: readonly SeenChange[]) => Promise<void>
  /** The line was down: changes that `onChange` tells of now may leave out what has no event, e.g. a runner's status. */
  readonly onGap: () => void
  readonly note: (problem: string, cause: unknown) => void
}
export interface RaceWatch { close(): Promise<void> }

const CHANNEL = 'racegraph_races'
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 30_000
const ms = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::float8`

/** Changes by their ids, each with every race that it is of: one of a whole meeting is of its races that are not over. */
const CHANGES = `
SELECT r.id, r.meeting_id, r.status, ${ms('c.known_at')}, c.kind, c.id, c.runner_id, c.text, false
FROM change_events c JOIN races r ON r.meeting_id = c.meeting_id AND (r.id = c.race_id OR c.race_id IS NULL AND (r.status NOT IN ('FINAL', 'ABANDONED', 'VOID') OR c.kind = 'ABANDONMENT'))
WHERE c.id = ANY ($1::int[]) ORDER BY c.known_at, c.id, r.id`
const RACES = `SELECT r.id, r.meeting_id, r.status, ${ms('r.updated_at')}, NULL, NULL, NULL, NULL, false FROM races r WHERE r.id = ANY ($1::int[]) ORDER BY r.id`
const MEETINGS = `SELECT r.id, r.meeting_id, r.status, ${ms('now()')}, NULL, NULL, NULL, NULL, true FROM races r WHERE r.meeting_id = ANY ($1::int[]) AND r.status NOT IN ('FINAL', 'ABANDONED', 'VOID') ORDER BY r.id`
const SINCE = `SELECT coalesce(array_agg(id), '{}') FROM change_events WHERE id > $1 AND known_at > now() - interval '1 day'`
const NEWEST = 'SELECT coalesce(max(id), 0) FROM change_events'

type Row = readonly [number, number, RaceStatus, number, ChangeKind | null, number | null, number | null, string | null, boolean]
const seen = ([raceId, meetingId, status, at, kind, id, runnerId, text, track]: Row): SeenChange =>
  ({ raceId, meetingId, status, at: at as Instant, change: kind === null || id === null ? null : { kind, id, runnerId, text: text ?? '' }, track })

/**
 * Hears what other processes change of cards, by LISTEN on a connection of its own that is made anew when it breaks; changes with an event that came
 * meanwhile are told then. Resolves once it listens. @throws DATABASE_UNREACHABLE when the first connection cannot be made
 */
export async function watchRaces({ databaseUrl, onChange, onGap, note }: RaceWatchDeps): Promise<RaceWatch> {
  const abort = new AbortController()
  let client: Client | null = null
  let newest: number | null = null
  const asked = { c: new Set<number>(), r: new Set<number>(), m: new Set<number>() }
  let working: Promise<void> | null = null

  const rowsOf = async (line: Client, text: string, ids: ReadonlySet<number>): Promise<readonly SeenChange[]> =>
    (ids.size === 0 ? [] : (await line.query<Row[]>({ text, values: [[...ids]], rowMode: 'array' })).rows.map((row) => seen(row as unknown as Row)))
  const take = async (line: Client): Promise<void> => {
    while (asked.c.size + asked.r.size + asked.m.size > 0 && client === line) {
      const [changed, races, meetings] = [new Set(asked.c), new Set(asked.r), new Set(asked.m)]
      for (const set of Object.values(asked)) set.clear()
      const changes = await rowsOf(line, CHANGES, changed)
      const told = new Set(changes.map(({ raceId }) => raceId))
      const others = [...await rowsOf(line, MEETINGS, meetings), ...await rowsOf(line, RACES, races)].filter(({ raceId, track }) => track || !told.has(raceId))
      newest = Math.max(newest ?? 0, ...changed)
      await onChange([...changes, ...others])
    }
  }
  const work = (line: Client): void => {
    working ??= take(line).catch((error: unknown) => { note('changes of cards could not be read', error) }).finally(() => { working = null })
  }
  const heard = (line: Client, { payload = '' }: Notification): void => {
    const id = Number(payload.slice(1))
    if (payload.startsWith('c')) asked.c.add(id)
    else if (payload.startsWith('m')) asked.m.add(id)
    else asked.r.add(id)
    work(line)
  }
  const connect = async (): Promise<void> => {
    const line = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000, application_name: 'racegraph race watch', keepAlive: true, options: '-c TimeZone=UTC' })
    line.on('error', () => undefined)
    await line.connect()
    line.on('notification', (message) => { heard(line, message) })
    await line.query(`LISTEN ${CHANNEL}`)
    const { rows: [found] } = await line.query<[number | number[]]>({ text: newest === null ? NEWEST : SINCE, values: newest === null ? [] : [newest], rowMode: 'array' })
    client = line
    if (newest === null) newest = Number((found as unknown as readonly unknown[])[0])
    else {
      for (const id of (found as unknown as readonly (readonly number[])[])[0] ?? []) asked.c.add(id)
      onGap()
    }
    work(line)
    line.once('end', () => { if (client === line) { client = null; void again() } })
  }
  const again = async (): Promise<void> => {
    for (let wait = FIRST_PAUSE_MS; !abort.signal.aborted; wait = Math.min(LONGEST_PAUSE_MS, wait * 2)) {
      try { return await connect() } catch (error) {
        note('changes of cards are not heard: the database cannot be reached; trying again', error)
        await sleep(wait, undefined, { signal: abort.signal, ref: false }).catch(() => undefined)
      }
    }
  }
  await connect()
  return {
    close: async () => {
      abort.abort()
      const line = client
      client = null
      await working
      await line?.end()
    },
  }
}
