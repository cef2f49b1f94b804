/** Objects of the first list in a JSON document, each as soon as its brace closes; what does not parse is left out. */
export function createSentenceScanner(): { push(piece: string): readonly unknown[] } {
  let [depth, quoted, escaped, held] = [0, false, false, '']
  return {
    push: (piece) => {
      const found: unknown[] = []
      for (const letter of piece) {
        if (depth >= 2) held += letter
        if (quoted) { if (escaped) escaped = false; else if (letter === '\\') escaped = true; else if (letter === '"') quoted = false; continue }
        if (letter === '"') quoted = true
        else if (letter === '{') { depth += 1; if (depth === 2) held = letter }
        else if (letter === '}') {
          depth -= 1
          if (depth === 1) { try { found.push(JSON.parse(held)) } catch { found.push(null) } held = '' }
        }
      }
      return found
    },
  }
}
