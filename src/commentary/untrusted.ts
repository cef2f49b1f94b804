/** Longest that what strangers wrote is let in with, in characters as people count them. */
export const NAME_CAP = 40
export const TITLE_CAP = 100
export const COMMENT_CAP = 300

/** So much of a text is looked at at all, whatever it is: what is cleaned away must not make the rest costly. */
const LOOKED_AT = 2_000
/** Marks that may stand on one letter. */
const MARKS = 2

/** Tokens that models know as their own, our tags and whatever looks like markup. */
const MODEL_TOKENS = /<\|[^|>]{0,80}\|?>?|\|>/gu
const TAGS = /<\/?[\p{L}!?][^<>]{0,200}>?/gu
const LINK_TEXT = /!?\[([^\]]{0,200})\]\([^)]{0,400}\)/gu
const ADDRESSES = /(?:\b[a-z][a-z0-9+.-]{1,20}:\/\/|www\.|\b(?:data|javascript|mailto|file|vbscript):)[^\s"')]{0,400}/giu
const HOSTS = /\b[a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,60}){0,5}\.(?:com|net|org|io|ai|app|dev|co|info|biz|xyz|link|site|online|bet|ly|me|tk|ru|cn|hk|au|uk)\b(?:\/[^\s"')]{0,400})?/giu
/** What names of our own things look like: whoever writes them into a name means to be taken for us. */
const OWN_TAGS = /\b(?:racegraph|data|facts|untrusted|system|developer|assistant|user|instructions?)[-_:][\p{L}\p{N}_-]{1,80}/giu
const SCHEMES = /:\/\//gu
const REFUSED = [MODEL_TOKENS, TAGS, ADDRESSES, HOSTS, OWN_TAGS, SCHEMES]
/** Everything that is not seen: control, format (zero-width, bidirectional, tags), surrogates, private use, and variation selectors. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u3164\uFE00-\uFE0F\uFFA0\u{E0100}-\u{E01EF}]/gu
const MANY_MARKS = new RegExp(`(\\p{M}{${MARKS}})\\p{M}+`, 'gu')
const NOT_IN_NAMES = /[^\p{L}\p{M}\p{N} '’.&/()!+-]/gu
const NOT_IN_COMMENTS = /[^\p{L}\p{M}\p{N}\p{P}\p{Zs}+%°=]|[`*_#{}[\]\\"“”«»|~^]/gu

const SPACES = /\s+/gu

/** As many characters as said, never half of one; without space at the ends. */
const capped = (text: string, most: number): string => {
  const letters = Array.from(text)
  return (letters.length <= most ? text : letters.slice(0, most).join('')).trim()
}
/** Until nothing goes any more: what is taken out of the middle may leave another one behind. */
function without(text: string, patterns: readonly RegExp[]): string {
  let left = text
  for (let round = 0; round < 8; round++) {
    const before = left
    for (const pattern of patterns) left = left.replace(pattern, ' ')
    if (left === before) return left
  }
  return left.replace(/[<>|]/gu, ' ')
}
/** `1½` as `1 1/2`: NFKC alone would make 11⁄2 of it. */
const fractionsOut = (text: string): string => text.replace(/(\d?)([\u00BC-\u00BE\u2150-\u215E])/gu, (_, digit: string, fraction: string) => `${digit}${digit === '' ? '' : ' '}${fraction.normalize('NFKC').replace('\u2044', '/')}`)
const seen = (raw: string): string => fractionsOut(raw.slice(0, LOOKED_AT)).normalize('NFKC').replace(/[\n\r\t\u2028\u2029\u0085]/gu, ' ').replace(UNSEEN, '').normalize('NFKC').replace(MANY_MARKS, '$1').slice(0, LOOKED_AT)

/** Until nothing goes any more: what was cut off may have been what kept the rest from being an address. */
function settled(raw: string, clean: (text: string) => string): string {
  let text = clean(raw)
  for (let round = 0; round < 8; round++) {
    const next = clean(text)
    if (next === text) return text
    text = next
  }
  return ''
}

/**
 * A name that strangers wrote, as it may be shown and told to a model: one line, letters, digits and what names have
 * between them, NAME_CAP at most. Nothing that could be an address, markup, a quotation mark or a token of a model is
 * left; words are. Empty where nothing is.
 */
export const cleanName = (raw: string, cap = NAME_CAP): string => settled(raw, (text) => capped(without(seen(text), REFUSED).replace(NOT_IN_NAMES, ' ').replace(SPACES, ' ').trim(), cap))
/** The same of a race, whose sponsors take room. */
export const cleanTitle = (raw: string): string => cleanName(raw, TITLE_CAP)

/** The same of a sentence or a few, such as a stewards' comment: with punctuation, COMMENT_CAP at most. It is told to a model as data; never to people. */
export const cleanComment = (raw: string): string => settled(raw, (text) => capped(without(seen(text).replace(LINK_TEXT, '$1'), REFUSED).replace(/[<>]/gu, ' ').replace(NOT_IN_COMMENTS, ' ').replace(SPACES, ' ').trim(), COMMENT_CAP))
