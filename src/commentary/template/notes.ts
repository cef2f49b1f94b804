import type { CommentaryStyle, Tone } from '../commentary'
import { randomBits } from '../../domain/random-bits'
import type { Fact, FactSheet, SheetRunner } from '../fact'
import { by, type Piece } from './piece'

/** A sheet as the writer looks things up in it. One for each commentary: it remembers which words were used. */
export interface Notes {
  readonly sheet: FactSheet
  readonly tone: Tone
  readonly starters: readonly SheetRunner[]
  /** Strongest claims first: by chance, else by the betting, else by what figures say. */
  readonly ranking: readonly SheetRunner[]
  race(label: string): Fact | null
  own(runner: SheetRunner, label: string): Fact | null
  /** Another runner has the same. */
  tied(fact: Fact): boolean
  name(runner: SheetRunner): Piece
  /** One of the ways of putting it, that which was used least; by a hash of race and runner among those. Null where there is none. */
  pick<T>(key: string, ways: readonly T[]): T | null
  /** The same of words by themselves, wherever in the list they stand. */
  least(key: string, words: readonly string[]): string | null
}
const BY_FIGURES = ['best speed figure of its last three starts', 'rivals beaten in its last three starts', 'official rating', 'career record', 'jockey over 12 months'] as const

export function notesOf(sheet: FactSheet, { tone, kind }: Pick<CommentaryStyle, 'tone' | 'kind'>): Notes {
  const known = new Map<string, Fact>()
  for (const fact of sheet.facts) { const key = `${fact.runnerId ?? 'race'} ${fact.label}`; if (!fact.untrusted && !known.has(key)) known.set(key, fact) }
  const own = (runner: SheetRunner, label: string): Fact | null => known.get(`${runner.runnerId} ${label}`) ?? null
  const starters = sheet.runners.filter(({ scratched }) => !scratched)
  const share = (runner: SheetRunner): number => {
    const ranks = BY_FIGURES.flatMap((label) => { const rank = own(runner, label)?.rank; return rank ? [1 - rank.place / (rank.of + 1)] : [] })
    return ranks.length === 0 ? 0 : ranks.reduce((sum, one) => sum + one, 0) / (ranks.length + 1)
  }
  const all = (label: string): boolean => starters.length > 0 && starters.filter((runner) => (own(runner, label)?.value ?? null) !== null).length * 2 > starters.length
  const strength = all('win chance') ? (runner: SheetRunner) => own(runner, 'win chance')?.value ?? 0 : all('chance by the betting') ? (runner: SheetRunner) => own(runner, 'chance by the betting')?.value ?? 0 : share
  const strengths = new Map(starters.map((runner) => [runner.runnerId, strength(runner)]))
  const used = new Map<string, number>()
  return {
    sheet, tone, starters, own,
    ranking: [...starters].sort((a, b) => (strengths.get(b.runnerId) ?? 0) - (strengths.get(a.runnerId) ?? 0) || a.runnerId - b.runnerId),
    race: (label) => known.get(`race ${label}`) ?? null,
    tied: ({ label, runnerId, text }) => sheet.facts.some((other) => other.label === label && other.runnerId !== runnerId && other.runnerId !== null && other.text === text),
    name: (runner) => { const fact = own(runner, 'horse'); return fact?.text === runner.horse ? by(runner.horse, fact) : by(runner.horse) },
    least: (key, words) => {
      const turn = randomBits(`${sheet.raceId} ${kind} ${tone} ${key}`)()
      const found = words.map((_, i) => words[(turn + i) % words.length] ?? '').reduce<string | null>((best, word) => (best === null || (used.get(`word ${word}`) ?? 0) < (used.get(`word ${best}`) ?? 0) ? word : best), null)
      if (found !== null) used.set(`word ${found}`, (used.get(`word ${found}`) ?? 0) + 1)
      return found
    },
    pick: (key, ways) => {
      if (ways.length === 0) return null
      const turn = randomBits(`${sheet.raceId} ${kind} ${tone} ${key}`)() % ways.length
      const word = key.replace(/^.*\//, '')
      let [best, least] = [turn, Infinity]
      for (let i = 0; i < ways.length; i++) { const at = (turn + i) % ways.length; const uses = used.get(`${word} ${at}`) ?? 0; if (uses < least) [best, least] = [at, uses] }
      used.set(`${word} ${best}`, least + 1)
      return ways[best] ?? null
    },
  }
}
