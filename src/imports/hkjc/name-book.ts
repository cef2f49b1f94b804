/**
 * English names for the Chinese ones, learned from the rows that results_en and results_zh share: the English
 * name most often beside a Chinese one. One book for jockeys, one for trainers.
 */
export class NameBook {
  private readonly pairs = new Map<string, Map<string, number>>()
  private readonly spelling = new Map<string, string>()
  private readonly settled = new Map<string, string>()

  pair(chinese: string, english: string): void {
    const counts = this.pairs.get(chinese) ?? new Map<string, number>()
    counts.set(english, (counts.get(english) ?? 0) + 1)
    this.pairs.set(chinese, counts)
  }

  spelt(english: string): void {
    const key = english.toLowerCase()
    if (!this.spelling.has(key)) this.spelling.set(key, english)
  }

  /** The English name; the Chinese one where no shared row tells; null for no name. Ask after all pairs are in. */
  english(chinese: string): string | null {
    const name = chinese.trim()
    if (name === '' || /^-+$/.test(name)) return null
    let best = this.settled.get(name)
    if (best === undefined) {
      const counts = [...this.pairs.get(name) ?? []].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      best = counts[0]?.[0] ?? name
      this.settled.set(name, best)
    }
    return best
  }

  /** An English name as results_en spells it (`S de Sousa` is its `S De Sousa`). */
  respelt(english: string): string | null {
    const name = english.trim()
    return name === '' ? null : this.spelling.get(name.toLowerCase()) ?? name
  }
}
