/** What the name of a market says of its race: `R3 1200m Hcap`, `1m2f Mdn Stks`, `6f Nov Stks`. */
export interface MarketTerms {
  readonly raceNumber: number | null
  /** As told; `within`: how far the true one may be from it. */
  readonly distance: { readonly metres: number; readonly within: number; readonly text: string } | null
}

const MILE_M = 1609.344
const FURLONG_M = MILE_M / 8
const YARD_M = 0.9144
/** Races are run over what is advertised, give or take what a moved rail adds. */
const METRES_WITHIN = 30
/** Names round to half a furlong. */
const FURLONGS_WITHIN = 110

const NUMBER = /^\s*(?:r|race)\s?(\d{1,2})\b/i
const METRES = /(?:^|\s)(\d{3,4})\s?m(?:\s|$)/i
const IMPERIAL = /(?:^|\s)((?:(\d)m)?\s?(?:(\d{1,2})f)?\s?(?:(\d{1,3})yds?)?)(?:\s|$)/gi

export const readMarketTerms = (name: string | null): MarketTerms => {
  const text = (name ?? '').replace(/½/g, '.5')
  const number = NUMBER.exec(text)
  return { raceNumber: number === null ? null : Number(number[1]), distance: distanceIn(text) }
}

const distanceIn = (text: string): MarketTerms['distance'] => {
  const metric = METRES.exec(text)
  if (metric !== null) return { metres: Number(metric[1]), within: METRES_WITHIN, text: `${Number(metric[1])}m` }
  for (const [, whole = '', miles, furlongs, yards] of text.matchAll(IMPERIAL)) {
    if (miles === undefined && furlongs === undefined) continue
    return { metres: Math.round(Number(miles ?? 0) * MILE_M + Number(furlongs ?? 0) * FURLONG_M + Number(yards ?? 0) * YARD_M), within: FURLONGS_WITHIN, text: whole.trim() }
  }
  return null
}
