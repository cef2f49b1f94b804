import type { SqlRunner } from '../../usecases/ports'
import type { Args, Values, Wanted } from '../read/mapping'
import type { Scope } from '../read/scope'
import { styleIn, waitIn as asked } from './commentary-args'
import { commentaryValue, ofRunner } from './commentary-value'
import { sharedCommentary } from './shared-commentary'

export const isAdmin = ({ scopes }: Pick<Scope, 'scopes'>): boolean => scopes.includes('admin')

/** Those who are told of something else, e.g. of prices, do not wait for words. */
const waitIn = (args: Args, { event }: Pick<Scope, 'event'>): number => Math.min(asked(args), event === null ? Infinity : 0)

/** What is to be said of races, all of them together. Parents are `[race id]`. */
export async function loadRaceCommentary(_db: SqlRunner, parents: readonly Values[], args: Args, _wanted: Wanted, scope: Scope): Promise<readonly unknown[]> {
  const told = await sharedCommentary(scope, parents.map(([raceId]) => raceId as number), styleIn(args), waitIn(args, scope))
  return parents.map(([raceId]) => {
    const one = told.get(raceId as number)
    return one ? commentaryValue({ ...one, isAdmin: isAdmin(scope) }) : null
  })
}

/** What is to be said of runners: a race is asked for once, all races together. Parents are `[runner id, race id]`. */
export async function loadRunnerCommentary(_db: SqlRunner, parents: readonly Values[], args: Args, _wanted: Wanted, scope: Scope): Promise<readonly unknown[]> {
  const told = await sharedCommentary(scope, parents.map(([, raceId]) => raceId as number), styleIn(args, 'RUNNER'), waitIn(args, scope))
  return parents.map(([runnerId, raceId]) => {
    const one = told.get(raceId as number)
    const commentary = one ? ofRunner(one.commentary, runnerId as number) : null
    return one && commentary ? commentaryValue({ commentary, pending: one.pending, isAdmin: isAdmin(scope) }) : null
  })
}
