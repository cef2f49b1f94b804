import { aggregate, seatedBack } from '../../commentary/opinion/aggregate'
import { opinionPrompt, opinionPromptVersion, type OpinionPrompt } from '../../commentary/opinion/opinion-prompt'
import { readSample } from '../../commentary/opinion/read-sample'
import type { FactSheet } from '../../commentary/fact'
import { DAY_MS, type Instant } from '../../domain/instant'
import type { LlmClient, LlmFailure, LlmOutcome, LlmRequest } from '../../llm/llm'
import type { GatherSheets } from '../commentary/ports'
import type { Opinion, OpinionRace, OpinionRaces, OpinionStore } from './ports'

export interface AskOpinionDeps {
  readonly client: LlmClient
  /** Chances need not be told: they are left out of what is asked. */
  readonly gather: GatherSheets
  readonly races: Pick<OpinionRaces, 'named'>
  readonly store: Pick<OpinionStore, 'keep'>
  /** Samples of each race, 1 or more. */
  readonly samples: number
  readonly now: () => Instant
  /** Letters and digits, 8 to 64, another each time. */
  readonly nonce: () => string
  readonly signal: AbortSignal
  readonly progress?: (done: number, total: number) => void
  readonly limits?: Partial<OpinionLimits>
}
export interface OpinionLimits {
  /** Tokens of facts. */
  readonly budgetTokens: number
  /** Of one sample, reasoning included. */
  readonly maxOutputTokens: number
  readonly deadlineMs: number
  /** Races that are asked about at once, all samples of each. */
  readonly atOnce: number
}
export const OPINION_LIMITS: OpinionLimits = { budgetTokens: 12_000, maxOutputTokens: 6_000, deadlineMs: 120_000, atOnce: 2 }
/** Facts of so many races are in memory. */
const GATHERED = 10
/** What a model knows ends not on one day: so long after its cutoff races are not trusted yet. */
export const CUTOFF_MARGIN_MS = 30 * DAY_MS

/** What came of a race. `leftOut`: nothing was asked; `failed`: too few samples were good. */
export type OpinionOutcome =
  | { readonly kind: 'made'; readonly raceId: number; readonly opinion: Opinion; /** Deviation of logits between samples, a runner each; null for one sample. */ readonly spread: Float64Array | null; /** Samples that were asked and were no good. */ readonly lost: number }
  | { readonly kind: 'leftOut'; readonly raceId: number; readonly reason: string }
  | { readonly kind: 'failed'; readonly raceId: number; readonly failure: LlmFailure; readonly reason: string; readonly costUsd: number | null }

/** A request for one sample of a race; `check` reads chances by seat. */
export const sampleRequest = ({ instructions, input, schema, seats, cacheKey }: OpinionPrompt, { maxOutputTokens, deadlineMs }: Pick<OpinionLimits, 'maxOutputTokens' | 'deadlineMs'>): Omit<LlmRequest<Float64Array>, 'purpose' | 'subject' | 'signal'> =>
  ({ instructions, input, schema, check: (value) => readSample(seats.length, value), reAsk: true, maxOutputTokens, deadlineMs, cacheKey })

/**
 * Asks what a language model thinks of races, and keeps it: samples with the runners in other slots each time, taken together when at least half of them are good. Of a race to come as of now. Of one that was
 * off it is asked as of the off, and only of a model that cannot know what came of it: one whose knowledge ends CUTOFF_MARGIN_MS before, or of an invented race. The stand-in is asked of invented races alone.
 * Nothing is asked any more once there is no money or nobody answers.
 */
export async function askOpinion(deps: AskOpinionDeps, raceIds: readonly number[]): Promise<readonly OpinionOutcome[]> {
  const limits = { ...OPINION_LIMITS, ...deps.limits }
  const ids = [...new Set(raceIds)]
  const named = await deps.races.named(ids)
  const outcomes = new Map<number, OpinionOutcome>()
  let done = 0
  const told = (outcome: OpinionOutcome): void => { outcomes.set(outcome.raceId, outcome); deps.progress?.(++done, ids.length) }
  const open: OpinionRace[] = []
  for (const raceId of ids) {
    const race = named.get(raceId)
    const why = race === undefined ? 'there is no such race' : whyNot(race, deps)
    if (race === undefined || why !== null) told({ kind: 'leftOut', raceId, reason: why ?? '' })
    else open.push(race)
  }
  let stopped: Extract<OpinionOutcome, { readonly kind: 'failed' }> | null = null
  for (let from = 0; from < open.length && !deps.signal.aborted && stopped === null; from += GATHERED) {
    const waiting = await sheetsOf(deps, open.slice(from, from + GATHERED))
    await Promise.all(Array.from({ length: limits.atOnce }, async () => {
      for (let next = waiting.shift(); next !== undefined && !deps.signal.aborted && stopped === null; next = waiting.shift()) {
        const outcome = await askOne(deps, limits, next.race, next.sheet)
        if (outcome.kind === 'failed' && (outcome.failure === 'budgetExceeded' || outcome.failure === 'cancelled')) stopped = outcome
        told(outcome)
      }
    }))
  }
  const rest = stopped as Extract<OpinionOutcome, { readonly kind: 'failed' }> | null
  return ids.map((raceId) => outcomes.get(raceId) ?? { kind: 'failed', raceId, failure: rest?.failure ?? 'cancelled', reason: rest?.reason ?? 'it was interrupted before this race was asked about', costUsd: 0 })
}

function whyNot({ offAt, synthetic, calledOff, starters }: OpinionRace, { client: { model }, now }: AskOpinionDeps): string | null {
  if (model === null) return 'there is no language model to ask: set OPENAI_API_KEY'
  if (model.synthetic && !synthetic) return 'the stand-in is no language model, and speaks of invented races alone'
  if (calledOff) return 'it was abandoned or declared void'
  if (starters.length < 2) return 'fewer than two runners are to start'
  if (offAt > now() || synthetic) return null
  if (model.cutoff === null) return `it was off, and nobody knows up to when ${model.id} knows results`
  return offAt > model.cutoff + CUTOFF_MARGIN_MS ? null : `it was off, and ${model.id} may know the result: its knowledge ends on ${new Date(model.cutoff).toISOString().slice(0, 10)}, and 30 days more are not trusted`
}

interface Asked { readonly race: OpinionRace; readonly sheet: FactSheet | null }
async function sheetsOf({ gather, now }: AskOpinionDeps, races: readonly OpinionRace[]): Promise<Asked[]> {
  const coming = races.filter(({ offAt }) => offAt > now())
  const sheets = new Map((await gather(coming.map(({ raceId }) => raceId), null)).map((sheet, i) => [coming[i]?.raceId, sheet]))
  for (const { raceId, offAt } of races) if (!sheets.has(raceId)) sheets.set(raceId, (await gather([raceId], offAt))[0] ?? null)
  return races.map((race) => ({ race, sheet: sheets.get(race.raceId) ?? null }))
}

async function askOne({ client, store, samples, now, nonce, signal }: AskOpinionDeps, limits: OpinionLimits, { raceId }: OpinionRace, sheet: FactSheet | null): Promise<OpinionOutcome> {
  if (sheet === null) return { kind: 'leftOut', raceId, reason: 'the race went away while it was read' }
  if (sheet.finished) return { kind: 'leftOut', raceId, reason: 'its result is known' }
  const runnerIds = sheet.runners.filter(({ scratched }) => !scratched).map((runner) => runner.runnerId).sort((a, b) => a - b)
  if (runnerIds.length < 2) return { kind: 'leftOut', raceId, reason: 'fewer than two runners were to start' }
  const asked = await Promise.all(Array.from({ length: samples }, async (_, sample) => {
    const prompt = opinionPrompt(sheet, { sample, budgetTokens: limits.budgetTokens, nonce: nonce() })
    const outcome = await client.generate({ ...sampleRequest(prompt, limits), purpose: 'OPINION', subject: String(raceId), signal })
    return { prompt, outcome }
  }))
  const costUsd = asked.reduce<number | null>((sum, { outcome }) => (sum === null || outcome.costUsd === null ? null : sum + outcome.costUsd), 0)
  const good = asked.flatMap(({ prompt, outcome }) => (isGood(outcome) ? [{ model: outcome.model, chances: seatedBack(prompt.seats, outcome.value, runnerIds) }] : []))
  const [failure] = asked.flatMap(({ outcome }) => (isGood(outcome) ? [] : [outcome]))
  if (good.length < Math.max(1, samples / 2)) return { kind: 'failed', raceId, failure: failure?.kind ?? 'invalid', reason: failure?.reason ?? 'there was nothing to ask', costUsd }
  const { chances, spread } = aggregate(good.map((one) => one.chances))
  const opinion: Opinion = { raceId, asOf: sheet.asOf, madeAt: now(), model: mostOf(good.map(({ model }) => model)), synthetic: client.model?.synthetic ?? false, promptVersion: opinionPromptVersion(), runnerIds, chances, samples: good.map((one) => one.chances), costUsd }
  await store.keep(opinion)
  return { kind: 'made', raceId, opinion, spread, lost: samples - good.length }
}
const isGood = (outcome: LlmOutcome<Float64Array>): outcome is Extract<LlmOutcome<Float64Array>, { readonly kind: 'ok' | 'repaired' }> => outcome.kind === 'ok' || outcome.kind === 'repaired'
/** Who answered most of them; of as many, who did first. */
const mostOf = (models: readonly string[]): string => [...new Set(models)].map((model) => ({ model, count: models.filter((one) => one === model).length })).sort((a, b) => b.count - a.count)[0]?.model ?? ''
