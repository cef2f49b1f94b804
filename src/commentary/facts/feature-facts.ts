import { weightIn } from '../../domain/units'
import type { FeatureColumns } from '../../features/compute'
import type { Unit } from '../../features/define'
import { categoryOf, featureNamed } from '../../features/registry'
import { valueText } from '../../features/value-text'
import { draft, type Draft } from './draft'
import { rankIn } from './ranks'
import { TOLD, type Told } from './told-features'
import { lengths, many, ordinal, plain, quarterLengths } from './words'

interface Put { readonly text: string; readonly also?: readonly string[] }
const SMALLEST = 0.05

/** Units whose texts have none beside the number. */
const NOUNS: Readonly<Partial<Record<Unit, readonly [string, string]>>> = { points: ['point', 'points'] }
const withUnit = (unit: Unit, value: number): string => {
  const text = told({ unit }, value)
  const noun = NOUNS[unit]
  return noun === undefined ? text : `${text} ${text === '1' ? noun[0] : noun[1]}`
}
/** Points that are whole are written as such, e.g. ratings. */
const told = (feature: Parameters<typeof valueText>[0], value: number): string => (feature.unit === 'points' && Number.isInteger(value) ? valueText({ unit: 'count' }, value) : valueText(feature, value)) ?? ''
/** Where in the field it may be looked for, 0 in front to 1 last. */
const early = (settled: number): string => (settled < 0.25 ? 'likely to be in front' : settled < 0.45 ? 'likely to be prominent' : settled < 0.6 ? 'likely to be midfield' : 'likely to be well back')

/** The value in words, or null where there is nothing to be said. `of`: of how many a place is one. */
function put({ name, how }: Told, value: number, of: number): Put | null {
  const feature = featureNamed(name)
  const { unit } = feature
  switch (how.as) {
    case 'value': return { text: told(feature, value), also: also(unit, value) }
    case 'some': return value > 0 ? { text: told(feature, value), also: also(unit, value) } : null
    case 'times': return { text: `${value.toFixed(2)} times` }
    case 'place': return of < 2 ? null : { text: `${ordinal(value)} of ${of}`, also: [ordinal(value)] }
    case 'yes': return value === 1 ? { text: how.words } : null
    case 'step': return value > 2 ? { text: `${ordinal(value)} ${how.words}` } : null
    case 'early': return { text: early(value) }
    case 'gain': return Math.abs(value) < SMALLEST ? null : { text: value > 0 ? `passes ${valueText({ unit: 'ratio' }, value) ?? ''} of the field` : `is passed by ${valueText({ unit: 'ratio' }, -value) ?? ''} of the field` }
    case 'above': {
      const text = withUnit(unit, Math.abs(value))
      if (!/[1-9]/.test(text) || (value < 0 && how.less === '')) return null
      return { text: `${text} ${value > 0 ? how.more : how.less}`, also: [text, `${value > 0 ? '+' : '-'}${told({ unit }, Math.abs(value))}`] }
    }
  }
}
/** The same number as it may be written otherwise. */
function also(unit: Unit, value: number): readonly string[] {
  switch (unit) {
    case 'kg': return value >= 40 ? [`${weightIn(value, 'LB').toFixed(0)} lb`, ...(Number.isInteger(value) ? [plain(value)] : [])] : []
    case 'points': return Number.isInteger(value) ? [value.toFixed(1)] : []
    case 'lengths': { const quarters = quarterLengths(value); return [lengths(value), ...(quarters === null ? [] : [quarters])] }
    case 'days': return value >= 14 && value % 7 === 0 ? [many(value / 7, 'week')] : []
    case 'ratio': return [`${Math.round(100 * value)}%`]
    default: return []
  }
}

/** Features of a race that say something, as people read them; those of the race itself first. */
export function featureFacts(runnerIds: readonly number[], columns: FeatureColumns): readonly Draft[] {
  const facts: Draft[] = []
  for (const one of TOLD) {
    const values = columns.get(one.name)
    if (values === undefined) continue
    const { unit } = featureNamed(one.name)
    const of = values.reduce((count, value) => count + Number(!Number.isNaN(value)), 0)
    const fact = (place: number, runnerId: number | null): void => {
      const value = values[place]
      if (value === undefined || Number.isNaN(value)) return
      const said = put(one, value, of)
      if (said === null) return
      facts.push(draft({ runnerId, topic: categoryOf(one.name), label: one.label, text: said.text, also: said.also ?? [], value, unit, feature: one.name, rank: one.ranked === true ? rankIn(values, place) : null }))
    }
    if (one.ofRace === true) fact(0, null)
    else runnerIds.forEach((runnerId, place) => { fact(place, runnerId) })
  }
  return facts
}
