import { In, type DataSource, type FindOptionsWhere, type ObjectLiteral, type Repository } from 'typeorm'
import { Horse } from '../../src/storage/entities/horse.entity'
import { Jockey } from '../../src/storage/entities/jockey.entity'
import type { Meeting } from '../../src/storage/entities/meeting.entity'
import { Race } from '../../src/storage/entities/race.entity'
import { Result } from '../../src/storage/entities/result.entity'
import { Runner } from '../../src/storage/entities/runner.entity'
import { Trainer } from '../../src/storage/entities/trainer.entity'
import { Venue } from '../../src/storage/entities/venue.entity'

interface Query<T> { readonly obj: T; readonly params: { readonly first?: number } }
type Load<T> = (queries: readonly Query<T>[]) => Promise<unknown[]>
interface Loader<T> { readonly loader: Load<T>; readonly opts: { readonly cache: false } }

/** mercurius would otherwise key every parent row by its JSON; the loaders below ask for each id once anyway. */
const uncached = <T>(loader: Load<T>): Loader<T> => ({ loader, opts: { cache: false } })
const unique = (ids: readonly (number | null)[]): number[] => [...new Set(ids.filter((id) => id !== null))]

/** The row of `repository` whose `key` each parent names. */
const one = <T, R extends ObjectLiteral>(repository: Repository<R>, key: keyof R & string, of: (parent: T) => number | null): Loader<T> => uncached(async (queries) => {
  const ids = unique(queries.map(({ obj }) => of(obj)))
  const rows = ids.length === 0 ? [] : await repository.find({ where: { [key]: In(ids) } as FindOptionsWhere<R> })
  const found = new Map(rows.map((row) => [row[key] as number, row]))
  return queries.map(({ obj }) => found.get(of(obj) ?? -1) ?? null)
})

const groups = <R>(rows: readonly R[], of: (row: R) => number): Map<number, R[]> => {
  const found = new Map<number, R[]>()
  for (const row of rows) {
    const group = found.get(of(row))
    if (group === undefined) found.set(of(row), [row]); else group.push(row)
  }
  return found
}

const PAST_RUNS = `
SELECT this.id AS runner, past.id AS past FROM runners this CROSS JOIN LATERAL (
  SELECT p.id, p.race_start FROM runners p JOIN races r ON r.id = p.race_id JOIN results known ON known.runner_id = p.id
  WHERE p.horse_id = this.horse_id AND p.race_start < this.race_start AND known.known_at < this.race_start AND r.kind NOT IN ('BARRIER_TRIAL', 'JUMP_OUT')
  ORDER BY p.race_start DESC, p.id DESC LIMIT $2) past
WHERE this.id = ANY ($1::int[]) ORDER BY past.race_start DESC, past.id DESC`

const pastRuns = (source: DataSource): Loader<Runner> => uncached(async (queries) => {
  const pairs = await source.query<{ runner: number; past: number }[]>(PAST_RUNS, [queries.map(({ obj }) => obj.id), queries[0]?.params.first])
  const rows = await source.getRepository(Runner).find({ where: { id: In(unique(pairs.map(({ past }) => past))) }, relations: { race: { meeting: true } } })
  const runs = new Map(rows.map((row) => [row.id, row]))
  const pasts = groups(pairs, ({ runner }) => runner)
  return queries.map(({ obj }) => ({ nodes: (pasts.get(obj.id) ?? []).flatMap(({ past }) => runs.get(past) ?? []) }))
})

/** One batched repository call a level: the usual way, done well. */
export const loadersOver = (source: DataSource): object => {
  const races = source.getRepository(Race)
  const runners = source.getRepository(Runner)
  const horse = one<Runner, Horse>(source.getRepository(Horse), 'id', ({ horseId }) => horseId)
  const jockey = one<Runner, Jockey>(source.getRepository(Jockey), 'id', ({ jockeyId }) => jockeyId)
  const trainer = one<Runner, Trainer>(source.getRepository(Trainer), 'id', ({ trainerId }) => trainerId)
  const venues = source.getRepository(Venue)
  return {
    Meeting: {
      venue: one<Meeting, Venue>(venues, 'id', ({ venueId }) => venueId),
      races: uncached<Meeting>(async (queries) => {
        const found = groups(await races.find({ where: { meetingId: In(unique(queries.map(({ obj }) => obj.id))) }, order: { number: 'ASC' } }), ({ meetingId }) => meetingId)
        return queries.map(({ obj }) => found.get(obj.id) ?? [])
      }),
    },
    Race: {
      runners: uncached<Race>(async (queries) => {
        const found = groups(await runners.find({ where: { raceId: In(unique(queries.map(({ obj }) => obj.id))) }, order: { number: 'ASC', id: 'ASC' } }), ({ raceId }) => raceId)
        return queries.map(({ obj }) => ({ nodes: found.get(obj.id) ?? [] }))
      }),
    },
    Runner: { horse, jockey, trainer, pastRuns: pastRuns(source) },
    Run: {
      jockey,
      result: one<Runner, Result>(source.getRepository(Result), 'runnerId', ({ id }) => id),
      venue: one<Runner, Venue>(venues, 'id', ({ race }) => race?.meeting?.venueId ?? null),
    },
  }
}
