/** One letter a year in a cycle of sixteen: A 2000 and 2016, K 2008 and 2024. */
const LETTERS = 'ABCDEGHJKLMNPSTV'
const CYCLE = 16

/** `佳同 (CL401)` and `BAMBOO DANCE  (CM327)` end in a brand; the C before it says only that the horse is out of training. */
const TAIL = /^(.*?)\s*\(C?([A-Z]\d{3})\)\s*$/su

export const nameAndBrand = (text: string): { readonly name: string; readonly brand: string } | null => {
  const match = TAIL.exec(text)
  return match?.[1] === undefined || match[2] === undefined ? null : { name: match[1].trim(), brand: match[2] }
}

/**
 * The year in which a horse that carried `brand` on `date` was registered, to about a year: brands come
 * round every sixteen years, and no horse races for so long. A brand is first seen up to a year early.
 */
export const brandYear = (brand: string, date: string): number | null => {
  const letter = LETTERS.indexOf(brand.charAt(0))
  if (letter < 0) return null
  const latest = Number(date.slice(0, 4)) + 1
  return latest - ((latest - 2000 - letter) % CYCLE + CYCLE) % CYCLE
}
