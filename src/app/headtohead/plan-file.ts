import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../domain/errors'
import type { LlmClient } from '../../llm/llm'
import { promptDigests } from '../../usecases/headtohead/arm-requests'
import { digestOf } from '../../usecases/headtohead/make-plan'
import type { HeadToHeadPlan } from '../../usecases/headtohead/plan'
import type { RaceDirectory } from '../../usecases/ports'

/** A plan as it was registered, by its folder or file. @throws AppError FILE_UNREADABLE when there is none, or it was changed since */
export function readPlan(path: string): { readonly plan: HeadToHeadPlan; readonly folder: string } {
  const folder = path.endsWith('.json') ? join(path, '..') : path
  const file = join(folder, 'plan.json')
  if (!existsSync(file)) throw new AppError('FILE_UNREADABLE', `--plan names ${path}, and there is no plan.json: register one with "racegraph headtohead --plan-only".`)
  let plan: HeadToHeadPlan
  try { plan = JSON.parse(readFileSync(file, 'utf8')) as HeadToHeadPlan } catch (cause) { throw new AppError('FILE_UNREADABLE', `${file} is no JSON: register the comparison anew.`, { cause }) }
  const { digest, ...rest } = plan
  if (rest.kind !== 'headtohead-plan' || digestOf(rest) !== digest) throw new AppError('FILE_UNREADABLE', `${file} was changed after it was registered, or is no plan: register the comparison anew, and leave plans as they are.`)
  return { plan, folder }
}
/** Who asks now must ask as was registered, and the races must be those of this database. */
export async function assertSame(plan: HeadToHeadPlan, { model }: LlmClient, directory: Pick<RaceDirectory, 'sourceIds'>): Promise<void> {
  if (model === null || model.id !== plan.model.id || model.synthetic !== plan.model.synthetic) throw new AppError('BAD_USER_INPUT', `The plan asks ${plan.model.id}, and ${model?.id ?? 'nobody'} would be asked: set OPENAI_MODEL as it was, or register another plan.`)
  const now = promptDigests(plan.arms)
  const others = Object.keys(plan.prompts).filter((arm) => now[arm] !== plan.prompts[arm])
  if (others.length > 0) throw new AppError('BAD_USER_INPUT', `This version of racegraph asks otherwise than was registered (${others.join(', ')}): register another plan.`)
  const ids = await directory.sourceIds(plan.races.map(({ raceId }) => raceId))
  const gone = plan.races.filter(({ raceId, sourceId }) => ids.get(raceId) !== sourceId)
  if (gone.length > 0) throw new AppError('BAD_USER_INPUT', `${gone.length} races of the plan are not in this database, or are others there (the first: ${gone[0]?.sourceId ?? ''}): run it over the database that it was registered with.`)
}
