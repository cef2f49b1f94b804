import type { MeetingTier, Surface, TrackDirection } from '../../domain/vocabulary'
import type { Zone } from './local-time'

export type State = 'NSW' | 'VIC' | 'QLD' | 'SA'
export const STATES: readonly State[] = ['NSW', 'VIC', 'QLD', 'SA']
export const ZONES: Readonly<Record<State, Zone>> = { NSW: 'Australia/Sydney', VIC: 'Australia/Melbourne', QLD: 'Australia/Brisbane', SA: 'Australia/Adelaide' }

export type Tier = Extract<MeetingTier, 'METRO' | 'PROVINCIAL' | 'COUNTRY'>

export interface Venue {
  readonly code: string; readonly name: string; readonly state: State; readonly tier: Tier; readonly surface: Surface; readonly direction: TrackDirection
  readonly circumferenceM: number; readonly straightM: number; readonly latitude: number; readonly longitude: number
  /** Hidden: points that the innermost barrier gains over the middle one on a good track with the rail true. */
  readonly drawBias: number
  /** Hidden: 1 drains well, 0 holds every drop. */
  readonly drainage: number
  readonly distances: readonly number[]
}

const METRO = [1000, 1100, 1200, 1300, 1400, 1600, 1800, 2000, 2400]
const PROVINCIAL = [1000, 1100, 1200, 1300, 1400, 1600, 1800, 2000, 2200]
const COUNTRY = [1000, 1100, 1200, 1400, 1600, 1800, 2100]

const venue = (code: string, name: string, state: State, tier: Tier, direction: TrackDirection, circumferenceM: number, straightM: number, latitude: number, longitude: number,
  drawBias: number, drainage: number, surface: Surface = 'TURF'): Venue =>
  ({ code, name, state, tier, surface, direction, circumferenceM, straightM, latitude, longitude, drawBias, drainage, distances: tier === 'METRO' ? METRO : tier === 'PROVINCIAL' ? PROVINCIAL : COUNTRY })

/** All invented. The coordinates put them on open country in their state, for weather features to have a place. */
export const VENUES: readonly Venue[] = [
  venue('KWP', 'Karrawick Park', 'NSW', 'METRO', 'RIGHT', 2210, 408, -33.71, 150.93, 1.6, 0.7),
  venue('TLD', 'Tullandra', 'NSW', 'PROVINCIAL', 'RIGHT', 1890, 350, -32.94, 151.12, 2.6, 0.5),
  venue('BBK', 'Bellambrook', 'NSW', 'COUNTRY', 'RIGHT', 1760, 305, -32.08, 149.31, 3.6, 0.4),
  venue('GWL', 'Gunderwal', 'NSW', 'COUNTRY', 'RIGHT', 1800, 330, -34.88, 147.52, 0.4, 0.6),
  venue('ELM', 'Ellanmere', 'VIC', 'METRO', 'LEFT', 2312, 450, -37.73, 144.71, -1.2, 0.8),
  venue('MRV', 'Marranvale', 'VIC', 'PROVINCIAL', 'LEFT', 2030, 380, -37.41, 143.92, 1.4, 0.5),
  venue('WMR', 'Wattlemoor', 'VIC', 'COUNTRY', 'LEFT', 1820, 330, -36.62, 145.24, 2.8, 0.4),
  venue('KBN', 'Korrobin', 'VIC', 'COUNTRY', 'LEFT', 1740, 310, -36.11, 142.53, 2.0, 1, 'SYNTHETIC'),
  venue('BWD', 'Barrowindi', 'QLD', 'METRO', 'RIGHT', 2027, 376, -27.53, 152.84, 2.2, 0.6),
  venue('CLA', 'Coolarran', 'QLD', 'PROVINCIAL', 'RIGHT', 1750, 342, -27.17, 152.41, 3.0, 0.6),
  venue('MGB', 'Mungalba', 'QLD', 'COUNTRY', 'RIGHT', 1680, 290, -26.03, 150.22, 3.8, 0.7),
  venue('TBN', 'Toorabeen', 'QLD', 'COUNTRY', 'RIGHT', 1720, 320, -24.41, 151.53, -0.8, 0.5),
  venue('PTA', 'Port Adwen', 'SA', 'METRO', 'LEFT', 2250, 410, -34.83, 138.62, 0.6, 0.7),
  venue('YKL', 'Yarkalong', 'SA', 'PROVINCIAL', 'LEFT', 1950, 360, -34.42, 138.84, 2.0, 0.6),
  venue('PNR', 'Pennarook', 'SA', 'COUNTRY', 'LEFT', 1700, 300, -35.17, 140.11, 3.2, 0.5),
  venue('WRB', 'Wirrabek', 'SA', 'COUNTRY', 'LEFT', 1780, 315, -33.61, 137.23, 2.4, 0.4),
]

/** The venues of a state in a tier, never empty. */
export const venuesOf = (state: State, tier: Tier): readonly Venue[] => VENUES.filter((v) => v.state === state && v.tier === tier)
