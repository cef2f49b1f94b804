import { AppError } from '../../domain/errors'
import type { SqlRunner } from '../../usecases/ports'
import { toGlobalId, type NodeType } from '../node/global-id'
import type { Asked } from './subscription-args'

const RACES = 'SELECT id FROM races WHERE id = ANY($1::int[])'
const MEETINGS = 'SELECT m.id, r.id FROM meetings m LEFT JOIN races r ON r.meeting_id = m.id WHERE m.id = ANY($1::int[]) ORDER BY m.id, r.number'
const RUNNERS = 'SELECT id FROM runners WHERE id = ANY($1::int[]) AND race_id = ANY($2::int[])'
const COMING = `SELECT id FROM races WHERE scheduled_start > $1::timestamptz AND status IN ('SCHEDULED', 'OPEN', 'DELAYED') AND kind NOT IN ('BARRIER_TRIAL', 'JUMP_OUT') ORDER BY scheduled_start, id LIMIT $2::int`
const MOST_RACES = 100

const missing = (type: NodeType, asked: readonly number[], found: readonly (readonly unknown[])[], where = ''): void => {
  const known = new Set(found.map(([id]) => id))
  const unknown = asked.filter((id) => !known.has(id)).map((id) => `"${toGlobalId(type, id)}"`)
  if (unknown.length > 0) throw new AppError('BAD_USER_INPUT', `There is no ${type} ${unknown.slice(0, 5).join(', ')}${unknown.length > 5 ? ` and ${unknown.length - 5} more` : ''}${where}.`)
}

/** The same with the races of its meetings. @throws AppError BAD_USER_INPUT for races, meetings and runners that do not exist */
export async function withKnownRaces(db: SqlRunner, asked: Asked): Promise<Asked> {
  if (asked.raceIds.length > 0) missing('Race', asked.raceIds, await db.rows(RACES, [asked.raceIds]))
  if (asked.kind === 'odds' && asked.runnerIds !== null && asked.runnerIds.length > 0) missing('Runner', asked.runnerIds, await db.rows(RUNNERS, [asked.runnerIds, asked.raceIds]), ' in these races')
  if (asked.kind !== 'race' || asked.meetingIds.length === 0) return asked
  const found = await db.rows(MEETINGS, [asked.meetingIds])
  missing('Meeting', asked.meetingIds, found)
  const raceIds = [...new Set([...asked.raceIds, ...found.flatMap(([, id]) => (id === null ? [] : [id as number]))])]
  if (raceIds.length > MOST_RACES) throw new AppError('BAD_USER_INPUT', `These meetings have ${raceIds.length} races; at most ${MOST_RACES} are taken. Open another subscription for the others.`)
  return { ...asked, raceIds }
}

/** Races whose start is to come, the next first, at most 100. */
export const comingRaces = async (db: SqlRunner, at: Date): Promise<readonly number[]> => (await db.rows(COMING, [at.toISOString(), MOST_RACES])).map(([id]) => id as number)
