import type { InRunningRecord, SectionalRecord } from '../../domain/records'
import { rngFor } from './prng'
import { roundTo } from './exact-math'
import { LENGTH_MS } from './race-run'
import type { RaceRun, Run } from './race-run'
import type { Stage } from './strength'

/** Metres from home at which the field is timed: every 400 m, from 800 m every 200 m; at country tracks only the last 600 m apart. */
export const timingPoints = (distanceM: number, tier: string): number[] => {
  if (tier === 'COUNTRY') return [distanceM, 600, 0]
  const points = [distanceM]
  for (let p = Math.floor((distanceM - 801) / 400) * 400 + 800; p > 800; p -= 400) if (p < distanceM) points.push(p)
  return [...points, ...[800, 600, 400, 200, 0].filter((p) => p < distanceM)]
}

/** How far the race has turned into its final order: 0 as they settled, 1 at the post. */
const PROGRESS: readonly (readonly [number, number])[] = [[0, 1], [200, 0.7], [400, 0.42], [600, 0.18], [800, 0.05]]
const progressAt = (metresFromHome: number): number => {
  for (let i = 1; i < PROGRESS.length; i++) {
    const [m0, p0] = PROGRESS[i - 1] ?? [0, 1], [m1, p1] = PROGRESS[i] ?? [0, 1]
    if (metresFromHome <= m1) return p0 + ((metresFromHome - m0) / (m1 - m0)) * (p1 - p0)
  }
  return 0
}

interface Course { readonly run: Run; readonly gapAt: (metresFromHome: number) => number }

/** How far each finisher is behind an imagined leader, lengths, anywhere in the race. */
const coursesOf = (stage: Stage, race: RaceRun): Course[] => {
  const rng = rngFor(stage.seed, 'in-running', stage.key)
  return race.runs.map((run): Course => {
    const settledGap = (run.settled - 1) * rng.between(0.75, 1.05)
    const wobble = rng.normal(0, 0.35)
    return { run, gapAt: (m) => { const done = progressAt(m); return settledGap * (1 - done) + (run.beatenLengths ?? 0) * done + wobble * done * (1 - done) * 2 } }
  }).filter((c) => c.run.finishMs !== null)
}

/** Shares of the winner's time by section: off the mark slowly, the speed by tempo, tiring in the last 200 m of a fast race. */
const winnerSplits = (points: readonly number[], winningMs: number, tempo: number): number[] => {
  const weights = points.slice(0, -1).map((from, i) => {
    const to = points[i + 1] ?? 0
    const middle = (from + to) / 2
    const effort = middle > 600 ? 1 - 0.028 * tempo : middle > 200 ? 0.975 + 0.012 * tempo : 0.99 + 0.03 * Math.max(tempo, -0.3)
    return (from - to) * effort + (i === 0 ? 22 : 0)
  })
  const total = weights.reduce((a, b) => a + b, 0)
  return weights.map((w) => (winningMs * w) / total)
}

export interface InRunning { readonly sectionals: readonly SectionalRecord[]; readonly calls: readonly InRunningRecord[] }

const ranked = (values: readonly number[]): number[] => {
  const order = values.map((_, i) => i).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b)
  const ranks: number[] = []
  order.forEach((index, rank) => { ranks[index] = rank + 1 })
  return ranks
}

const elapsed = (courses: readonly Course[], points: readonly number[], winningMs: number, tempo: number): number[][] => {
  const winner = courses.find((c) => c.run.position === 1) ?? courses[0]
  const splits = winnerSplits(points, winningMs, tempo)
  let clock = 0
  return points.map((point, k) => {
    clock += k === 0 ? 0 : splits[k - 1] ?? 0
    return courses.map((c) => (k === 0 ? 0 : point === 0 ? c.run.finishMs ?? 0 : Math.round((clock + (c.gapAt(point) - (winner?.gapAt(point) ?? 0)) * LENGTH_MS) / 10) * 10))
  })
}

const callsOf = (courses: readonly Course[], distanceM: number): InRunningRecord[][] => {
  const calls: InRunningRecord[][] = courses.map(() => [])
  const points: readonly (readonly [string, number])[] = [['settled', Math.max(850, distanceM - 400)], ['800m', 800], ['400m', 400]]
  for (const [point, metresFromHome] of points) {
    const gaps = courses.map((c) => c.gapAt(metresFromHome)), ranks = ranked(gaps), least = Math.min(...gaps)
    courses.forEach((_, i) => calls[i]?.push({ point, metresFromHome, position: ranks[i] ?? 1, marginLengths: roundTo((gaps[i] ?? 0) - least, 0.25) }))
  }
  return calls
}

/** Sectionals and positions in running, by starter index. Sections add up to the finish time to the millisecond. Runners that did not finish have none. */
export const inRunningOf = (stage: Stage, race: RaceRun): { readonly byIndex: ReadonlyMap<number, InRunning>; readonly last600Ms: number | null } => {
  const byIndex = new Map<number, InRunning>()
  const courses = coursesOf(stage, race)
  if (courses.length === 0 || race.winningMs === null) return { byIndex, last600Ms: null }
  const points = timingPoints(stage.race.distanceM, stage.venue.tier)
  const clocks = elapsed(courses, points, race.winningMs, race.pace.tempo), calls = callsOf(courses, stage.race.distanceM)
  const ranks = clocks.map((clock, k) => (points[k] === 0 ? courses.map((c) => c.run.position ?? 1) : ranked(clock)))
  courses.forEach((course, i) => {
    const sectionals = points.slice(1).map((toM, k): SectionalRecord => {
      const now = clocks[k + 1] ?? [], before = clocks[k] ?? []
      return { fromM: points[k] ?? 0, toM, timeMs: (now[i] ?? 0) - (before[i] ?? 0), position: ranks[k + 1]?.[i] ?? null, marginLengths: roundTo(((now[i] ?? 0) - Math.min(...now)) / LENGTH_MS, 0.25) }
    })
    byIndex.set(course.run.starter.index, { sectionals, calls: calls[i] ?? [] })
  })
  const at600 = points.indexOf(600)
  return { byIndex, last600Ms: at600 < 0 ? null : race.winningMs - Math.min(...(clocks[at600] ?? [0])) }
}
