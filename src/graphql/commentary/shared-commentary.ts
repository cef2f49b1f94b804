import type { CommentaryStyle } from '../../commentary/commentary'
import { AppError } from '../../domain/errors'
import type { ToldCommentary } from '../../usecases/commentary/ports'
import type { Scope } from '../read/scope'

/** Of one operation, races times styles: each that is not there already takes some 40 ms to gather facts of. */
const MOST_ASKS = 300

/**
 * Commentary of races, asked for once an operation however many fields want it: those of one call together.
 * @throws AppError BAD_USER_INPUT for more than 300 in an operation; COMMENTARY_UNAVAILABLE where the desk fails, which takes nothing else of the answer with it
 */
export async function sharedCommentary({ commentary, commentaries, warn }: Pick<Scope, 'commentary' | 'commentaries' | 'warn'>, raceIds: readonly number[], style: CommentaryStyle, waitMs: number): Promise<ReadonlyMap<number, ToldCommentary | null>> {
  const key = JSON.stringify([style.kind, style.tone, style.length, style.locale, waitMs])
  const known = commentaries.get(key) ?? new Map<number, Promise<ToldCommentary | null>>()
  commentaries.set(key, known)
  const wanted = [...new Set(raceIds)]
  const fresh = wanted.filter((id) => !known.has(id))
  const asks = [...commentaries.values()].reduce((sum, { size }) => sum + size, fresh.length)
  if (asks > MOST_ASKS) throw new AppError('BAD_USER_INPUT', `commentary: this operation asks for that of ${asks} races, those in another tone, length or kind counted apart; at most ${MOST_ASKS} are told at once. Ask for fewer races.`)
  if (fresh.length > 0) {
    const asked = commentary.read(fresh.map((raceId) => ({ raceId, ...style, waitMs }))).catch((cause: unknown) => {
      warn('commentary could not be read', cause)
      throw new AppError('COMMENTARY_UNAVAILABLE', 'There is no commentary at the moment: what it rests on could not be read. Ask again in a moment.', { cause })
    })
    fresh.forEach((raceId, i) => { known.set(raceId, asked.then((told) => told[i] ?? null)) })
  }
  return new Map(await Promise.all(wanted.map(async (raceId) => [raceId, await known.get(raceId) ?? null] as const)))
}
