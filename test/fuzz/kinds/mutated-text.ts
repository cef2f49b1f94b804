import type { Draw } from '../draw'
import { postText } from '../request'
import { acceptOf, type Kind } from './kind'

const pieces = ['{', '}', '(', ')', '[', ']', '...', '...F', ':', '!', '=', '|', '&', '$', '$x', '@', '"', '"""', '"""\n', '\\', '\\u', '\\u{110000}', '\\uD800', '#', '# comment\n', ',', '\ufeff', '\0', '\r', '\t', '\u2028', '\ud800', '😀', '-', '-1', '1e', '1.', '.5', '00', '0x1', 'null', 'on', 'fragment', 'query', 'true', '__typename', '(first: ', 'é', '\x7f', '`', '?', '%', '<', '/*']
type Mutation = (draw: Draw, text: string) => string

const at = (draw: Draw, text: string): number => draw.below(text.length + 1)
const mutations: readonly Mutation[] = [
  (draw, text) => { const i = at(draw, text); return text.slice(0, i) + draw.from(pieces) + text.slice(i) },
  (draw, text) => { const i = at(draw, text); return text.slice(0, i) + text.slice(i + 1 + draw.below(6)) },
  (draw, text) => text.slice(0, at(draw, text)),
  (draw, text) => text.slice(at(draw, text)),
  (draw, text) => { const i = at(draw, text); return text.slice(0, i) + String.fromCharCode((text.charCodeAt(i) || 0) ^ (1 << draw.below(8))) + text.slice(i + 1) },
  (draw, text) => { const [i, j] = [at(draw, text), at(draw, text)]; return text.slice(0, i) + text.slice(Math.min(i, j), Math.max(i, j)) + text.slice(i) },
  (draw, text) => { const words = text.split(/(\s+)/); const [i, j] = [draw.below(words.length), draw.below(words.length)]; [words[i], words[j]] = [words[j]!, words[i]!]; return words.join('') },
  (draw, text) => text.replace(/\s+/g, () => draw.from([' ', '\n', '\r\n', ',', '#x\n', '\ufeff', '\t'])),
  (_draw, text) => `\ufeff${text}`,
]

/** Query text that went wrong on its way. */
export const mutatedText: Kind = {
  name: 'mutated text', share: 15,
  make: (draw, { query, variables }) => {
    let text = query
    for (let i = draw.below(3); i >= 0; i--) text = draw.from(mutations)(draw, text)
    return postText(JSON.stringify({ query: text, variables }), acceptOf(draw))
  },
}
