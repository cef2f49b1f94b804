import { RACE_FAMILIES, type Family, type RaceFamily, type StarterFamily } from './families'
import { RACE, STARTER, TALLY_STRIDE, type RaceCounter, type StarterCounter } from './tally-columns'

const RATES = ['starts', 'wins'] as const
const SHARES = ['starts', 'beaten'] as const
const IMPACT = ['wins', 'fair'] as const
const FAVOURITES = ['favouritesPriced', 'favouriteWins'] as const
const BARRIERS = ['barrierKnown', 'barrierSum'] as const
const FIGURES = ['figures', 'figureSum'] as const

/** What is kept of each family: counters that no feature reads would be most of the memory. A counter more is one word here and a HISTORY_VERSION more. */
const KEPT: Readonly<Record<StarterFamily, readonly StarterCounter[]> & Record<RaceFamily, readonly RaceCounter[]>> = {
  everyone: ['starts', 'wins', 'places', 'beaten', 'fair', 'favourites', 'favouriteWins'],
  jockey: ['starts', 'wins', 'places', 'beaten', 'fair', 'fairPlaces', 'priced', 'expected', 'pricedWins', 'favourites', 'favouriteWins'],
  jockeyVenue: RATES, jockeyDistance: RATES,
  trainer: ['starts', 'wins', 'places', 'beaten', 'fair', 'fairPlaces', 'priced', 'expected', 'pricedWins'],
  trainerVenue: ['starts', 'wins', 'expected', 'pricedWins'], trainerDistance: RATES, trainerSpell: RATES, trainerBlinkers: RATES,
  partnership: ['starts', 'wins', 'beaten', 'fair', 'expected', 'pricedWins'],
  sire: ['starts', 'wins', 'beaten'], sireDistance: SHARES, sireGround: SHARES, sireSurface: SHARES, sireDebut: SHARES,
  damSire: ['starts', 'wins', 'beaten'], damSireDistance: SHARES, damSireGround: SHARES, dam: SHARES,
  draw: ['starts', 'wins', 'beaten', 'fair'], drawGround: IMPACT, drawLayout: IMPACT, stall: IMPACT, style: IMPACT,
  freshness: SHARES, origin: SHARES, blinkers: IMPACT,
  world: [...FAVOURITES, ...FIGURES], track: BARRIERS, course: BARRIERS, classBand: FIGURES, venue: FAVOURITES,
}

/** `counters[p]` is the counter that stands at place `p` of a row; `places[c]` where counter `c` stands, -1 when it is not kept. */
export interface Layout { readonly counters: Uint8Array; readonly places: Int8Array }

const layoutOf = (family: Family): Layout => {
  const indexes: Readonly<Record<string, number>> = family in RACE_FAMILIES ? RACE : STARTER
  const counters = Uint8Array.from(KEPT[family], (counter) => indexes[counter] as number)
  const places = new Int8Array(TALLY_STRIDE).fill(-1)
  counters.forEach((counter, place) => { places[counter] = place })
  return { counters, places }
}
export const LAYOUTS = Object.freeze(Object.fromEntries((Object.keys(KEPT) as Family[]).map((family) => [family, layoutOf(family)]))) as Readonly<Record<Family, Layout>>
