import type { Instant } from '../domain/instant'
import type { ModelRef } from '../models/artefact/card'
import { binCounts, type DriftReference } from '../models/drift/reference'
import type { DueScore, NewScore, ScoreStore } from './ports'
import { scorePrediction, type RaceScore } from './score-prediction'

export interface TrackDeps {
  readonly store: ScoreStore
  /** What a version's inputs were when it was trained; null where it kept nothing, or is gone. */
  readonly reference: (model: ModelRef) => Promise<DriftReference | null>
  readonly now: Instant
  /** Aborted: those of a few races that are under way are finished, and no more. */
  readonly signal: AbortSignal
  /** Told how many races were looked at. */
  readonly progress: (done: number, total: number) => void
}
/** Races at a time: inputs of all their predictions are in memory. */
const AT_ONCE = 20
export interface TrackAsk { readonly from: string | null; readonly to: string | null; /** Only races off then or later. */ readonly since: Instant | null }
export interface TrackReport { readonly scored: number; readonly leftOut: Readonly<Record<string, number>>; readonly interrupted: boolean; /** Those of which something was scored. */ readonly models: readonly ModelRef[] }

/** Scores what was last served of each race and model before the off, where a result came or was corrected. */
export async function trackPredictions({ store, reference, now, signal, progress }: TrackDeps, { from, to, since }: TrackAsk): Promise<TrackReport> {
  let scored = 0
  const leftOut: Record<string, number> = {}
  const models = new Map<string, ModelRef>()
  const report = (interrupted: boolean): TrackReport => ({ scored, leftOut, interrupted, models: [...models.values()] })
  const races = await store.finished({ from, to }, since)
  for (let done = 0; done < races.length; done += AT_ONCE) {
    if (signal.aborted) return report(true)
    const due = await store.due(races.slice(done, done + AT_ONCE))
    const scores: NewScore[] = []
    for (const one of due) {
      const score = scorePrediction(one.runnerSourceIds, one.chances, one.result)
      scores.push({ due: one, score, bins: score.leftOut === null ? binsOf(await reference(one.model), one, score) : null })
      if (score.leftOut === null) { scored++; models.set(`${one.model.name}@${one.model.version}`, one.model) } else leftOut[score.leftOut] = (leftOut[score.leftOut] ?? 0) + 1
    }
    await store.write(scores, now)
    progress(Math.min(races.length, done + AT_ONCE), races.length)
  }
  return report(false)
}

/** Of those who ran, as the races are that models are trained on. Null too when the entry has other inputs than the reference. */
function binsOf(reference: DriftReference | null, { inputs, runnerSourceIds: { length: runners } }: DueScore, { places, chances }: RaceScore): Uint8Array | null {
  if (reference === null || reference.inputs.length * runners !== inputs.length) return null
  return binCounts(reference, reference.inputs.map((_, f) => places.map((place) => inputs[f * runners + place] as number)), chances)
}
