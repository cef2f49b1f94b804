import type { TrackRecord } from './fitted'

/** So many races with the excess of all are added to those of each kind: that of a hundred races is mostly luck. */
const SHRINK_RACES = 300
const FIELD_BANDS = 3
const CHANCE_BANDS = 5
/** Loss of equal chances in the largest field there is, nats: what is lost by it or more is worth nothing. */
const MOST_LOSS = Math.log(40)

/** `expected`: the loss if the chances are true, their entropy, nats. */
export interface RaceKind { readonly runners: number; readonly topChance: number; readonly expected: number }
export interface KindLoss extends RaceKind { readonly loss: number }
/** Of the chances of one race. */
export const kindOf = (chances: Float64Array): RaceKind => ({
  runners: chances.length, topChance: chances.reduce((most, chance) => Math.max(most, chance), 0), expected: chances.reduce((sum, chance) => (chance > 0 ? sum - chance * Math.log(chance) : sum), 0),
})

/** Edges that cut the values in as many parts of about the same size, fewer where values repeat. */
function edgesOf(values: readonly number[], bands: number): readonly number[] {
  const sorted = Float64Array.from(values).sort()
  const edges = Array.from({ length: bands - 1 }, (_, i) => sorted[Math.ceil((sorted.length * (i + 1)) / bands) - 1] as number)
  return edges.filter((edge, i) => (i === 0 || edge > (edges[i - 1] as number)) && edge < (sorted.at(-1) as number))
}
const bandOf = (edges: readonly number[], value: number): number => { const at = edges.findIndex((edge) => value <= edge); return at < 0 ? edges.length : at }
const cellOf = ({ fieldEdges, chanceEdges }: Pick<TrackRecord, 'fieldEdges' | 'chanceEdges'>, { runners, topChance }: RaceKind): number => bandOf(fieldEdges, runners) * (chanceEdges.length + 1) + bandOf(chanceEdges, topChance)

/**
 * What was lost beyond what the chances themselves expected, by three bands of field size and five of the top chance: each kind together with 300 races of the
 * mean excess of all. @param races at least one
 */
export function trackRecordOf(races: readonly KindLoss[]): TrackRecord {
  const edges = { fieldEdges: edgesOf(races.map(({ runners }) => runners), FIELD_BANDS), chanceEdges: edgesOf(races.map(({ topChance }) => topChance), CHANCE_BANDS) }
  const all = races.reduce((sum, { loss, expected }) => sum + loss - expected, 0) / races.length
  const cells = Array.from({ length: (edges.fieldEdges.length + 1) * (edges.chanceEdges.length + 1) }, () => ({ sum: SHRINK_RACES * all, races: SHRINK_RACES }))
  for (const race of races) { const cell = cells[cellOf(edges, race)]; if (cell !== undefined) { cell.sum += race.loss - race.expected; cell.races++ } }
  return { ...edges, excess: cells.map(({ sum, races: count }) => sum / count) }
}
/** 1 - (loss that the chances expect + what was lost beyond it in races of this kind) / ln 40, 0 to 1: a loss of 0 is 1, one of equal chances among 40 is 0. */
export const recordIn = (record: TrackRecord, kind: RaceKind): number => Math.max(0, Math.min(1, 1 - (kind.expected + (record.excess[cellOf(record, kind)] ?? NaN)) / MOST_LOSS))
