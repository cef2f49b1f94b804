import { createHash } from 'node:crypto'
import { AppError } from '../../domain/errors'
import { addDays, type Instant } from '../../domain/instant'
import { DataSource } from '../../domain/vocabulary'
import type { HeadToHeadPlan, PlannedRace } from './plan'

/** A finished race that might be taken. */
export interface CandidateRace extends Omit<PlannedRace, 'contaminated'> { readonly starters: number; /** Everybody that ran has a starting price. */ readonly priced: boolean }
export interface PlanAsk extends Pick<HeadToHeadPlan, 'model' | 'samples' | 'budgetTokens' | 'arms' | 'prompts' | 'hybrid' | 'resampling' | 'allowsContaminated'> {
  readonly races: number
  readonly ml: HeadToHeadPlan['ml'] & { /** Sources of what it was made on: races of others it has never seen. */ readonly sources: readonly string[] }
  readonly now: Instant
}

/** Fewer say too little about who can tell them apart. */
const LEAST_STARTERS = 5
/** What is learnt by a day is not learnt on it by all: so many days behind the cutoff are not trusted. */
const CUTOFF_MARGIN_DAYS = 30

const dayOf = (at: string): string => at.slice(0, 10)
/** Invented races were never written about: no model remembers them. */
const mayRemember = ({ source, date }: CandidateRace, { cutoff }: PlanAsk['model']): boolean => source !== DataSource.SYNTHETIC && (cutoff === null || date <= addDays(dayOf(cutoff), CUTOFF_MARGIN_DAYS))

/**
 * The newest races that can be asked about, as many as wanted, oldest first. Nothing of their results is looked at but that there is one.
 * @throws AppError BAD_USER_INPUT when there are too few, saying why the others cannot be taken
 */
export function makePlan(candidates: readonly CandidateRace[], ask: PlanAsk): HeadToHeadPlan {
  const { races: wanted, now, ml: { sources, ...ml }, ...rest } = ask
  const leftOut: Record<string, number> = {}
  const chosen: PlannedRace[] = []
  const newestFirst = [...candidates].sort((a, b) => b.offAt - a.offAt || b.raceId - a.raceId)
  const reasonOf = (race: CandidateRace): string | null => {
    if (race.starters < LEAST_STARTERS) return `fewer than ${LEAST_STARTERS} runners`
    if (!race.priced) return 'not every runner has a starting price'
    if (sources.includes(race.source) && race.date <= ml.madeOnUntil) return `${ml.model} was made on it`
    return !ask.allowsContaminated && mayRemember(race, ask.model) ? `not after what ${ask.model.id} knows${ask.model.cutoff === null ? ', which nobody has said' : ''}` : null
  }
  for (const race of newestFirst) {
    if (chosen.length === wanted) break
    const reason = reasonOf(race)
    if (reason !== null) { leftOut[reason] = (leftOut[reason] ?? 0) + 1; continue }
    const { starters: _, priced: __, ...planned } = race
    chosen.push({ ...planned, contaminated: mayRemember(race, ask.model) })
  }
  if (chosen.length < wanted) throw new AppError('BAD_USER_INPUT', tooFew(wanted, chosen.length, candidates.length, leftOut, ask))
  const plan: Omit<HeadToHeadPlan, 'digest'> = { kind: 'headtohead-plan', version: 1, registeredAt: new Date(now).toISOString(), metric: 'log-loss', ml, ...rest, races: chosen.reverse(), leftOut }
  return { ...plan, digest: digestOf(plan) }
}
const tooFew = (wanted: number, found: number, all: number, leftOut: Readonly<Record<string, number>>, { model: { cutoff, id } }: PlanAsk): string => [
  `${wanted} races were asked for, and ${found} of ${all} finished ones can be taken.`,
  ...Object.entries(leftOut).map(([reason, races]) => `${races}: ${reason}.`),
  ...(Object.keys(leftOut).some((reason) => reason.startsWith('not after')) ? [`What ${id} may remember is no test of it: bring later races in${cutoff === null ? '' : ` (after ${addDays(dayOf(cutoff), CUTOFF_MARGIN_DAYS)})`}, or take them all the same with --allow-contaminated, which marks them.`] : ['Bring more races in ("racegraph import --help"), or ask for fewer.']),
].join(' ')

export const digestOf = (plan: Omit<HeadToHeadPlan, 'digest'>): string => createHash('sha256').update(JSON.stringify(plan)).digest('hex')
