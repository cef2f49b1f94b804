import type { Jurisdiction } from '../../domain/vocabulary'

const BY_ALPHA_2: Readonly<Record<string, Jurisdiction>> = {
  AU: 'AUS', NZ: 'NZL', HK: 'HKG', GB: 'GBR', UK: 'GBR', IE: 'IRE', FR: 'FRA', US: 'USA', JP: 'JPN', SG: 'SGP', AE: 'UAE', ZA: 'RSA',
}

/** The jurisdiction of a country code of two letters; OTHER for a country that has none here, null without a code. */
export const jurisdictionOf = (code: string | null): Jurisdiction | null => code === null || code === '' ? null : BY_ALPHA_2[code.toUpperCase()] ?? 'OTHER'

/** Northern Irish courses are British to some and Irish to others. */
const island = (country: string): string => country === 'IRE' ? 'GBR' : country

/** False only where both are known and differ. */
export const mayBeOneCountry = (code: string | null, country: string): boolean => {
  const told = jurisdictionOf(code)
  return told === null || told === 'OTHER' || country === 'OTHER' || island(told) === island(country)
}
