import { AppError } from '../../domain/errors'
import type { LlmClient } from '../../llm/llm'
import type { RaceTable } from '../../models/data/race-table'
import { STATED } from '../../models/pools/blend'
import { promptDigests } from '../../usecases/headtohead/arm-requests'
import { makePlan, type CandidateRace } from '../../usecases/headtohead/make-plan'
import { ABLATED, ARMS, type AskedArm, type HeadToHeadPlan } from '../../usecases/headtohead/plan'
import type { LoadedModel } from '../../usecases/prediction'
import type { RaceDirectory } from '../../usecases/ports'
import type { HeadToHeadAsk, HeadToHeadDeps } from './ask'

const RESAMPLING = { seed: 1, draws: 10_000, level: 0.95 }

/** A plan over the finished races of the table. @throws AppError BAD_USER_INPUT when too few of them can be taken; CONFIG_INVALID when no model lives */
export async function planOf(run: HeadToHeadDeps, directory: Pick<RaceDirectory, 'names' | 'sourceIds'>, ask: HeadToHeadAsk, { client, loaded: { card }, table }: { readonly client: LlmClient; readonly loaded: LoadedModel; readonly table: RaceTable }): Promise<HeadToHeadPlan> {
  const ids = table.races.map(({ raceId }) => raceId)
  const [{ venues }, sourceIds] = await Promise.all([directory.names(ids), directory.sourceIds(ids)])
  const candidates = table.races.map(({ raceId, source, date, number, offAt }, r): CandidateRace => {
    const [from, to] = [table.raceStart[r] as number, table.raceStart[r + 1] as number]
    return { raceId, source, sourceId: sourceIds.get(raceId) ?? '', date, venue: venues.get(raceId) ?? '', number, offAt, starters: to - from, priced: !table.startingPrice.subarray(from, to).some(Number.isNaN) }
  })
  const arms: readonly AskedArm[] = [...ARMS, ...(ask.ablation ? ABLATED.map((category) => `ours-without-${category}` as const) : [])]
  const { model } = client
  if (model === null) throw new AppError('CONFIG_INVALID', 'No language model can be asked: every model of OPENAI_MODEL and RACEGRAPH_LLM_FALLBACKS is shut down. "racegraph llm" lists those that live.')
  const { train, validate } = card.data
  return makePlan(candidates, {
    races: ask.races, now: run.clock.now().getTime() as CandidateRace['offAt'], samples: ask.samples, budgetTokens: ask.budgetTokens, arms, prompts: promptDigests(arms), hybrid: { kind: 'linear', ...STATED }, resampling: RESAMPLING, allowsContaminated: ask.allowsContaminated,
    model: { id: model.id, cutoff: model.cutoff === null ? null : new Date(model.cutoff).toISOString(), effort: run.config.RACEGRAPH_LLM_EFFORT, synthetic: model.synthetic },
    ml: { model: `${card.name}@${card.version}`, madeOnUntil: validate !== null && validate.to > train.to ? validate.to : train.to, sources: card.data.sources },
  })
}
