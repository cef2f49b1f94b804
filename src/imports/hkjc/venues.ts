import type { VenueRecord } from '../../domain/records'

const HONG_KONG = { state: null, country: 'HKG', timezone: 'Asia/Hong_Kong', direction: 'RIGHT', circumferenceM: null, straightM: null, tier: null } as const

export const VENUES: Readonly<Record<string, VenueRecord>> = {
  ST: { ...HONG_KONG, code: 'ST', name: 'Sha Tin', surfaces: ['TURF', 'DIRT'], latitude: 22.4, longitude: 114.2 },
  HV: { ...HONG_KONG, code: 'HV', name: 'Happy Valley', surfaces: ['TURF'], latitude: 22.27, longitude: 114.18 },
}
