/** Countries, in the studbook and ISO spellings, whose horses turn a year older on 1 August; elsewhere it is 1 January. */
const SOUTHERN = new Set(['AUS', 'NZ', 'NZL', 'SAF', 'RSA', 'ARG', 'BRZ', 'BRA', 'CHI', 'URU', 'PER', 'ZIM'])
const AUGUST = 8

const racingYear = (date: string, southern: boolean): number => {
  const [year, month] = date.split('-').map(Number) as [number, number]
  return southern && month < AUGUST ? year - 1 : year
}

/** Official age in years on a day: all horses of one crop share a birthday. Dates are `YYYY-MM-DD`; 0 before the first birthday. */
export const officialAge = (foaled: string, on: string, countryOfBirth: string | null): number => {
  const southern = countryOfBirth !== null && SOUTHERN.has(countryOfBirth.toUpperCase())
  return Math.max(0, racingYear(on, southern) - racingYear(foaled, southern))
}
