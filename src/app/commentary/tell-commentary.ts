import { COMMENTARY_KINDS, LENGTHS, TONES, type CommentaryKind, type CommentaryStyle, type Length, type Sentence, type Tone } from '../../commentary/commentary'
import type { FactSheet } from '../../commentary/fact'
import { writeTemplate } from '../../commentary/template/write-template'
import { AppError } from '../../domain/errors'
import type { Instant } from '../../domain/instant'
import { sampleRaces } from '../../storage/commentary/sample-races'
import { createPool } from '../../storage/pool'
import { gatherSheets } from '../../usecases/commentary/gather-sheets'
import type { NamedRace } from '../../usecases/ports'
import { withFeatureStorage, type FeatureStorage } from '../feature-storage'
import { findRace } from '../features'
import type { JudgeRun } from '../judge-model'
import { refreshHistoryIn } from '../refresh-features'
import { sheetReaders } from './sheet-readers'

/** What may be asked for. */
export const STYLES = { kind: COMMENTARY_KINDS, tone: TONES, length: LENGTHS } as const
export interface TellAsk { readonly race: string; readonly kind: CommentaryKind; readonly tone: Tone; readonly length: Length }
export interface ToldRace {
  readonly race: NamedRace
  readonly style: CommentaryStyle
  readonly sheet: FactSheet
  readonly sentences: readonly Sentence[]
}
/** A race before its off, with a preview and comments on its runners. */
export interface Card { readonly race: NamedRace; readonly sheet: FactSheet; readonly tone: Tone; readonly preview: readonly Sentence[]; readonly runners: readonly Sentence[] }

type Gather = (race: NamedRace, kind: CommentaryKind) => Promise<FactSheet>
const broken = (): AppError => new AppError('IMPORT_FAILED', 'Interrupted before anything was done: run the command again.')

/** Sheets as of the off, of a review as of now: an instant that is named is never recorded. */
async function withSheets<T>(run: JudgeRun, use: (storage: FeatureStorage, gather: Gather, sample: (count: number) => Promise<readonly string[]>) => Promise<T>): Promise<T> {
  return withFeatureStorage(run.databaseUrl, async (storage) => {
    if ((await refreshHistoryIn(run, storage)) === 'interrupted') throw broken()
    const pool = createPool({ url: run.databaseUrl, size: 2, statementTimeoutMs: 0, applicationName: 'racegraph commentary', pipeline: true })
    const now = run.clock.now().getTime() as Instant
    const warn = (problem: string, cause: unknown): void => { throw new AppError('INTERNAL_SERVER_ERROR', problem, { cause }) }
    const gatherOf = gatherSheets({ open: sheetReaders(pool), now: () => now, model: 'champion', fallback: 'fundamentals', models: run.models, warn })
    const gather: Gather = async ({ raceId, sourceId, offAt }, kind) => {
      const [sheet] = await gatherOf([raceId], kind === 'REVIEW' ? now : (Math.min(now, offAt) as Instant))
      if (!sheet) throw new AppError('NOT_FOUND', `Race ${sourceId} went away while it was read: an import is running; try again.`)
      return sheet
    }
    try { return await use(storage, gather, (count) => sampleRaces(pool, count)) } finally { await pool.end() }
  })
}

/** What the template says of a race: before its off, or, of a review, of what came of it. Nothing is recorded and no language model is asked. @throws AppError NOT_FOUND, BAD_USER_INPUT */
export const tellCommentary = (run: JudgeRun, { race: text, kind, tone, length }: TellAsk): Promise<ToldRace> => withSheets(run, async (storage, gather) => {
  const race = await findRace(storage, text)
  const style: CommentaryStyle = { kind, tone, length, locale: 'en' }
  const sheet = await gather(race, kind)
  if (kind === 'REVIEW' && !sheet.finished) throw new AppError('NOT_FOUND', `Race ${race.sourceId} has no result yet: there is nothing to review. Ask for --kind preview.`)
  return { race, style, sheet, sentences: writeTemplate(sheet, style) }
})

/** Real races of Hong Kong, spread over seasons and venues, as the template tells of them before the off; tones in turn. @throws AppError NOT_FOUND */
export const tellCards = (run: JudgeRun, count: number): Promise<readonly Card[]> => withSheets(run, async (storage, gather, sample) => {
  const ids = await sample(count)
  if (ids.length < count) throw new AppError('NOT_FOUND', `There are ${ids.length} races of Hong Kong to choose from, ${count} are needed: run "racegraph import hkjc ../shared/hkjc" first.`)
  const cards: Card[] = []
  for (const [i, id] of ids.entries()) {
    const race = await findRace(storage, id)
    const sheet = await gather(race, 'PREVIEW')
    const tone = TONES[i % TONES.length] ?? 'NEUTRAL'
    const told = (kind: CommentaryKind): readonly Sentence[] => writeTemplate(sheet, { kind, tone, length: 'MEDIUM', locale: 'en' })
    cards.push({ race, sheet, tone, preview: told('PREVIEW'), runners: told('RUNNER') })
  }
  return cards
})
