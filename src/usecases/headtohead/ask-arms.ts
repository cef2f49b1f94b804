import type { FactSheet } from '../../commentary/fact'
import { AppError } from '../../domain/errors'
import type { LlmClient, LlmRequest } from '../../llm/llm'
import { keyOf, spentOn, type Answer, type AnswerLog } from './answers'
import { armNamed, toldTo, type ArmDefinition } from './arms'
import type { AskedArm, HeadToHeadPlan } from './plan'

/** What is asked for a sample of an arm, without purpose, subject and signal; `check` gives chances by runner. */
export type ArmRequest = Omit<LlmRequest<ReadonlyMap<number, number>>, 'purpose' | 'subject' | 'signal'>
export interface AskDeps {
  readonly client: LlmClient
  /** The sheet has what the arm may be told, and no more. */
  readonly request: (sheet: FactSheet, arm: ArmDefinition, sample: number) => ArmRequest
  /** Asks who won by names alone; gives 1 to one runner. */
  readonly probe: (sheet: FactSheet) => ArmRequest
  readonly log: AnswerLog
  readonly progress: (done: number, total: number) => void
  readonly signal: AbortSignal
}

/** Requests on their way at once; the client has a limit of its own. */
const AT_ONCE = 4
interface Asking { readonly raceId: number; readonly arm: AskedArm | 'probe'; readonly sample: number }

/**
 * Every sample of every arm of every planned race, and the probe once a race, but for what the log has. Failures are answers too: they are not asked again.
 * @throws AppError OVERLOADED when the day's budget is spent or nobody answers any more: what came is kept, and whoever asks by the same plan goes on from there
 */
export async function askArms({ client, request, probe, log, progress, signal }: AskDeps, plan: HeadToHeadPlan, sheets: ReadonlyMap<number, FactSheet>): Promise<readonly Answer[]> {
  const answers = [...(await log.read())]
  const known = new Set(answers.map(keyOf))
  const all = plan.races.flatMap(({ raceId }): readonly Asking[] => (sheets.has(raceId) ? [...plan.arms.flatMap((arm) => Array.from({ length: plan.samples }, (_, sample): Asking => ({ raceId, arm, sample }))), { raceId, arm: 'probe', sample: 0 }] : []))
  const open = all.filter((asking) => !known.has(keyOf(asking)))
  let stop: AppError | null = null
  let done = all.length - open.length
  const ask = async (asking: Asking): Promise<void> => {
    const sheet = sheets.get(asking.raceId)
    if (sheet === undefined) return
    const definition = armNamed(asking.arm === 'probe' ? 'plain' : asking.arm)
    const own = toldTo(definition, sheet)
    const outcome = await client.generate({ ...(asking.arm === 'probe' ? probe(own) : request(own, definition, asking.sample)), purpose: asking.arm === 'probe' ? 'PROBE' : 'HEAD_TO_HEAD', subject: String(asking.raceId), signal })
    if (outcome.kind === 'cancelled') return
    if (outcome.kind === 'budgetExceeded' || (outcome.kind === 'unavailable' && outcome.attempts.length === 0)) {
      stop ??= new AppError('OVERLOADED', `The run stopped at ${answers.length} of ${all.length} answers: ${outcome.reason}. What came is kept: go on from there with --plan.`)
      return
    }
    const told = 'value' in outcome ? { reason: null, chances: Object.fromEntries(outcome.value), model: outcome.model } : { reason: outcome.reason, chances: null, model: null }
    const answer: Answer = { ...asking, outcome: outcome.kind, ...told, ...spentOn(outcome.attempts) }
    await log.add(answer)
    answers.push(answer)
    progress(++done, all.length)
  }
  const waiting = [...open]
  const isStopped = (): boolean => stop !== null || signal.aborted
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let next = waiting.shift(); next !== undefined && !isStopped(); next = waiting.shift()) await ask(next)
  }))
  if (stop !== null) throw stop as AppError
  if (signal.aborted) throw new AppError('IMPORT_FAILED', `Interrupted at ${answers.length} of ${all.length} answers. What came is kept: go on from there with --plan.`)
  return answers
}
