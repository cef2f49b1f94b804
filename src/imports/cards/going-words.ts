import { GoingLabel, type Surface } from '../../domain/vocabulary'

/** Local words for the state of the ground, lower case, accents gone. docs/import-formats.md prints this table. */
export const GOING_WORDS: Readonly<Record<string, GoingLabel>> = {
  // English
  'hard': 'FIRM', 'firm': 'FIRM', 'good to firm': 'GOOD_TO_FIRM', 'firm to good': 'GOOD_TO_FIRM', 'good': 'GOOD', 'dead': 'GOOD_TO_SOFT', 'good to soft': 'GOOD_TO_SOFT', 'good to yielding': 'GOOD_TO_YIELDING',
  'yielding': 'YIELDING', 'yielding to soft': 'YIELDING_TO_SOFT', 'soft': 'SOFT', 'very soft': 'SOFT', 'soft to heavy': 'HEAVY', 'heavy': 'HEAVY', 'slow': 'SLOW', 'standard': 'STANDARD',
  'standard to slow': 'SLOW', 'standard to fast': 'FAST', 'fast': 'FAST', 'sloppy': 'SLOPPY', 'muddy': 'MUDDY', 'wet fast': 'WET_FAST', 'wet slow': 'WET_SLOW', 'wet': 'WET', 'synthetic': 'SYNTHETIC',
  // French
  'leger': 'FIRM', 'bon leger': 'GOOD_TO_FIRM', 'bon': 'GOOD', 'bon souple': 'GOOD_TO_SOFT', 'souple': 'SOFT', 'tres souple': 'SOFT', 'collant': 'HEAVY', 'lourd': 'HEAVY', 'tres lourd': 'HEAVY',
  'psf': 'STANDARD', 'psf standard': 'STANDARD', 'psf lente': 'SLOW', 'psf rapide': 'FAST',
  // German
  'fest': 'FIRM', 'gut bis fest': 'GOOD_TO_FIRM', 'gut': 'GOOD', 'gut bis weich': 'GOOD_TO_SOFT', 'weich': 'SOFT', 'schwer': 'HEAVY',
  // Hong Kong
  '快地': 'FIRM', '好地至快地': 'GOOD_TO_FIRM', '好地': 'GOOD', '好地至黏地': 'GOOD_TO_YIELDING', '黏地': 'YIELDING', '黏地至軟地': 'YIELDING_TO_SOFT', '軟地': 'SOFT', '大爛地': 'HEAVY', '濕快地': 'WET_FAST', '濕慢地': 'WET_SLOW',
}
/** Japanese words say one thing of turf and another of dirt. */
const JAPANESE: Readonly<Record<string, readonly [turf: GoingLabel, dirt: GoingLabel]>> = {
  '良': ['FIRM', 'STANDARD'], '稍重': ['GOOD', 'GOOD'], '重': ['YIELDING', 'MUDDY'], '不良': ['SOFT', 'SLOPPY'],
}

export interface Going { readonly label: GoingLabel; /** Australian scale, 1 firm to 10 heavy. */ readonly number: number | null }

/**
 * Reads `Good 4`, `Good to Firm (Good in places)`, `Bon souple 3,4`, `良` or a label of the graph. The part before a
 * comma or bracket counts. null when the words are not known.
 */
export function readGoing(text: string, surface: Surface | null): Going | null {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFC').toLowerCase().replace(/[_-]+/g, ' ').trim()
  const [, words = '', digits] = /^([^,;(\d]*?)\s*(\d+(?:[.,]\d+)?)?\s*(?:[,;(].*)?$/u.exec(plain) ?? []
  const label = japanese(words, surface) ?? GOING_WORDS[words.replace(/\s+/g, ' ')] ?? null
  const number = digits === undefined ? null : Number(digits)
  return label === null ? null : { label, number: number !== null && Number.isInteger(number) && number >= 1 && number <= 10 ? number : null }
}

const japanese = (words: string, surface: Surface | null): GoingLabel | undefined => JAPANESE[words]?.[surface === 'DIRT' ? 1 : 0]

export const goingExpectation = `words such as ${['Good 4', 'Good to Firm', 'Soft', 'Bon souple', '良'].join(', ')}, or one of ${Object.values(GoingLabel).join(', ')}`
