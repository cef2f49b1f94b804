/** The candidate within a third of its length in single-letter edits, or null: `wieght` finds `weight`. Case, `_` and spaces do not count. */
export function nearestWord(word: string, candidates: readonly string[]): string | null {
  const plain = (text: string): string => text.toLowerCase().replace(/[_\s-]/g, '')
  let best: string | null = null
  let least = Infinity
  for (const candidate of candidates) {
    const edits = distance(plain(word), plain(candidate))
    if (edits < least) [best, least] = [candidate, edits]
  }
  return best !== null && least <= Math.max(1, Math.floor(best.length / 3)) ? best : null
}

/** Levenshtein distance in which swapping two neighbours is one edit; quick for words, so long texts are cut at 60 letters. */
function distance(a: string, b: string): number {
  const [left, right] = [a.slice(0, 60), b.slice(0, 60)]
  let before: number[] = []
  let last = Array.from({ length: right.length + 1 }, (_, j) => j)
  for (let i = 1; i <= left.length; i++) {
    const row = [i]
    for (let j = 1; j <= right.length; j++) {
      const cost = left[i - 1] === right[j - 1] ? 0 : 1
      let edits = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + cost)
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) edits = Math.min(edits, before[j - 2]! + 1)
      row.push(edits)
    }
    before = last
    last = row
  }
  return last[right.length]!
}
