import type { Instant } from '../../domain/instant'
import { WITHDRAWN } from '../../domain/withdrawn'
import { bodyOf, digestOf, runnerOf, TYPES } from './payload'
import type { ChancesNews, News, RecordedChances, SightedRace, ToldChances, Webhook } from './ports'

/**
 * The result of a race that is official, where it is another than the one that was told last; of one that was told and is void or abandoned now, that. Null: nothing to tell.
 * A protest that leaves things as they are, and a file that is read twice, tell nothing.
 */
export function resultNews(sighted: SightedRace, now: Instant): News | null {
  const { race, placings, toldResult, resultKnownAt } = sighted
  const isOfficial = race.status === 'FINAL' && placings.length > 0
  const isTakenBack = toldResult !== null && (race.status === 'VOID' || race.status === 'ABANDONED')
  if (!isOfficial && !isTakenBack) return null
  const finishes = isTakenBack ? [] : placings
  const digest = digestOf([race.status, finishes.map(({ runnerId, position, status, beatenLengths, startingPrice }) => [runnerId, position, status, beatenLengths, startingPrice])])
  if (toldResult?.digest === digest) return null
  const version = (toldResult?.version ?? 0) + 1
  return {
    told: { version, digest },
    payload: bodyOf(TYPES.RESULT, now, race, version, {
      amended: version > 1, knownAt: resultKnownAt === null ? null : new Date(resultKnownAt).toISOString(),
      placings: finishes.map(({ runnerId, position, status, beatenLengths, startingPrice }) => ({ runner: runnerOf(sighted, runnerId), position, status, beatenLengths, startingPrice })),
    }),
  }
}

const [OUT, IN] = ['OUT', 'IN']
/** A runner that is out now and was not when it was last told, or the other way round. One that is back without having been told out is nothing. */
export function scratchingNews(sighted: SightedRace, runnerId: number, now: Instant): News | null {
  const runner = sighted.runners.find((one) => one.runnerId === runnerId)
  if (runner === undefined) return null
  const withdrawn = WITHDRAWN.includes(runner.status)
  const before = sighted.toldRunners.get(runnerId)
  if ((before?.digest ?? IN) === (withdrawn ? OUT : IN)) return null
  const version = (before?.version ?? 0) + 1
  return { told: { version, digest: withdrawn ? OUT : IN }, payload: bodyOf(TYPES.SCRATCHING, now, sighted.race, version, { runner: runnerOf(sighted, runnerId), withdrawn, status: runner.status }) }
}

/** By how much the chance of any runner changed; one that is not in is at 0. */
const largestChange = (before: Pick<ToldChances, 'runnerIds' | 'chances'>, now: Pick<RecordedChances, 'runnerIds' | 'chances'>): number => {
  const old = new Map(before.runnerIds.map((id, i) => [id, before.chances[i] as number]))
  const fresh = new Map(now.runnerIds.map((id, i) => [id, now.chances[i] as number]))
  return Math.max(...[...new Set([...old.keys(), ...fresh.keys()])].map((id) => Math.abs((fresh.get(id) ?? 0) - (old.get(id) ?? 0))))
}
/** Below what numbers of a computer can tell apart after they were added up. */
const DUST = 1e-9

/** The newest chances, where they changed by enough: now, or once the interval is over, and then whatever is newest. The first of a race are told at once. */
export function chancesNews({ minChange, everyMs }: Pick<Webhook, 'minChange' | 'everyMs'>, sighted: SightedRace, newest: RecordedChances, before: ToldChances | null, now: Instant): ChancesNews {
  if (before !== null) {
    const change = largestChange(before, newest)
    if (change <= DUST || change < minChange - DUST) return { kind: 'nothing' }
    const due = before.toldAt + everyMs
    if (due > now) return { kind: 'later', at: due as Instant }
  }
  const version = (before?.version ?? 0) + 1
  const previous = new Map(before?.runnerIds.map((id, i) => [id, before.chances[i] as number]))
  const out = [...previous.keys()].filter((id) => !newest.runnerIds.includes(id))
  return {
    kind: 'tell', version,
    payload: bodyOf(TYPES.PREDICTION, now, sighted.race, version, {
      model: `${newest.modelName}@${newest.modelVersion}`, generatedAt: new Date(newest.generatedAt).toISOString(), sequence: newest.sequence,
      chances: [
        ...newest.runnerIds.map((id, i) => ({ runner: runnerOf(sighted, id), chance: newest.chances[i] as number, previous: previous.get(id) ?? null })),
        ...out.map((id) => ({ runner: runnerOf(sighted, id), chance: 0, previous: previous.get(id) as number })),
      ].sort((a, b) => b.chance - a.chance),
    }),
  }
}
