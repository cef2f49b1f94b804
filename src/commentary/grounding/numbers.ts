/**
 * A number in a text, by what it counts. `value`: as it is written, without commas between thousands. `ordinal`: `3rd`. `of`: it says of how many (`8th of 11`). `unit`: what follows it, in the singular: `win`, `%`, `kg`;
 * `no` where it is a number by which something is called, `last` of `3rd last`; null where nothing that is counted follows.
 */
export interface NumberToken { readonly value: string; readonly ordinal: boolean; readonly of: boolean; readonly unit: string | null }

const WORD_NUMBERS: Readonly<Record<string, string>> = {
  two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7', eight: '8', nine: '9', ten: '10', eleven: '11', twelve: '12', thirteen: '13', fourteen: '14', fifteen: '15', sixteen: '16', seventeen: '17', eighteen: '18', nineteen: '19', twenty: '20', thirty: '30', forty: '40', fifty: '50', hundred: '100',
}
const WORD_ORDINALS: Readonly<Record<string, string>> = { second: '2', third: '3', fourth: '4', fifth: '5', sixth: '6', seventh: '7', eighth: '8', ninth: '9', tenth: '10', eleventh: '11', twelfth: '12', thirteenth: '13', fourteenth: '14' }
/** Words that are numbers and count for themselves. */
const LOOSE = /^(?:once|twice|double|triple|half|halves|quarter|quarters|evens?|dozen|couple|treble)$/u
/** `one` and `first` are in too many phrases that count nothing to be numbers by themselves. */
const PIECE = /(?<placing>\d+(?:st|nd|rd|th) of \d+)|(?<clock>\d{1,2}:\d\d(?:\.\d{1,2})?)|(?<fraction>\d+\/\d+)|(?<chain>\d+(?:-\d+){1,}(?![\w-]))|(?<mixed>\d*[¼½¾⅓⅔⅛⅜⅝⅞])|(?<number>\d[\d,]*(?:\.\d+)?)(?<suffix>st|nd|rd|th)?|(?<word>\p{L}+)/gu
/** What is counted: words that stand behind numbers in facts. */
const UNITS: ReadonlySet<string> = new Set(['win', 'start', 'ride', 'run', 'runner', 'length', 'day', 'hour', 'year', 'minute', 'second', 'month', 'week', 'm', 'metre', 'kg', 'point', 'time', 'trial', 'rival', 'race', 'mm', '°c', 'km',
  'january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'])
const singular = (word: string): string => { const low = word.toLowerCase(); return low.endsWith('s') && low.length > 2 ? low.slice(0, -1) : low }
/** `1st`, `11th`, `22nd`: whoever writes `1nd` wrote another number. */
const suffixOf = (value: number): string => (Math.floor(value / 10) % 10 === 1 ? 'th' : ['th', 'st', 'nd', 'rd'][value % 10] ?? 'th')

function unitAfter(text: string, at: number): string | null {
  if (text[at] === '%') return '%'
  const [, word] = /^[ -]?(°?[\p{L}]+)/u.exec(text.slice(at)) ?? []
  if (word === undefined) return null
  const one = singular(word)
  if (UNITS.has(one)) return one === 'metre' ? 'm' : one
  return null
}
/** `No. 4` is what something is called, and counts nothing; so does `barrier 4`. */
function calledBy(text: string, at: number): string | null {
  const [, word] = /(?:^|\W)(no\.?|number|#|barrier|draw|gate|stall) ?$/iu.exec(text.slice(Math.max(0, at - 9), at)) ?? []
  return word === undefined ? null : /^(?:no|num|#)/iu.test(word) ? 'no' : 'barrier'
}
const isAfterOf = (text: string, at: number): boolean => /(?:^|\W)of (?:the )?$/iu.test(text.slice(Math.max(0, at - 8), at))

/** Every number of a text, in digits or in words. */
export function numbersIn(text: string): readonly NumberToken[] {
  return [...text.matchAll(PIECE)].flatMap((match): readonly NumberToken[] => {
    const { placing, clock, fraction, chain, mixed, number, suffix, word } = match.groups ?? {}
    const end = match.index + match[0].length
    const token = (value: string, ordinal = false): readonly NumberToken[] => {
      const unit = ordinal ? (/^ last\b/u.test(text.slice(end)) ? 'last' : null) : calledBy(text, match.index) ?? unitAfter(text, end)
      return [{ value, ordinal, of: number !== undefined && (unit === null || unit === 'runner') && isAfterOf(text, match.index), unit }]
    }
    if (placing !== undefined) return [{ value: placing, ordinal: true, of: true, unit: null }]
    if (number !== undefined) {
      const value = number.replaceAll(',', '').replace(/\.$/u, '')
      return suffix === undefined || suffix === suffixOf(Number(value)) ? token(value, suffix !== undefined) : token(`${value}${suffix}`)
    }
    if (word === undefined) return token(clock ?? fraction ?? chain ?? mixed ?? '')
    const low = word.toLowerCase()
    const [cardinal, ordinal] = [WORD_NUMBERS[low], WORD_ORDINALS[low]]
    if (cardinal !== undefined) return token(cardinal)
    if (ordinal !== undefined) return token(ordinal, true)
    return LOOSE.test(low) ? [{ value: low, ordinal: false, of: false, unit: null }] : []
  })
}

const CALLED: ReadonlySet<string> = new Set(['last', 'no', 'barrier'])
/** Whether a fact that says `known` lets a sentence say `said`. */
export const holds = (said: NumberToken, known: NumberToken): boolean =>
  said.value === known.value && said.ordinal === known.ordinal && (said.unit === known.unit || (said.unit === null && !CALLED.has(known.unit ?? ''))) && (said.of === known.of || (said.of && known.unit === 'runner'))
