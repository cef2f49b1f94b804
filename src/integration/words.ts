import { featureNamed, type FeatureName } from '../features/registry'
import { valueText } from '../features/value-text'
import type { Values } from './define'

/** `18.2%`, `1,200 m`: as people read the feature. */
export const text = (name: FeatureName, value: number): string => valueText(featureNamed(name), value) ?? 'unknown'
/** `no start`, `1 start`, `12 starts` */
export const startsText = (starts: number): string => (starts === 0 ? 'no start' : starts === 1 ? '1 start' : `${starts} starts`)
/** `5.1 points better than`, `0.4 kg less than`, `level with`: a difference in a unit of its own, by words for above and below. */
export function against(difference: number, unit: string, above: string, below: string): string {
  const size = Math.abs(difference).toFixed(1)
  return size === '0.0' ? 'level with' : `${size} ${unit} ${difference > 0 ? above : below} than`
}
/** `2.4% more of its rivals than`, `as many of its rivals as`: a difference in the share of rivals beaten. */
export function moreRivals(difference: number, whose: string): string {
  const size = Math.abs(100 * difference).toFixed(1)
  return size === '0.0' ? `as many of ${whose} rivals as` : `${size}% ${difference > 0 ? 'more' : 'fewer'} of ${whose} rivals than`
}
/** `passes 12.0% of the field`, `is passed by 4.0% of the field`: places between the first call and the post. */
export const passes = (gain: number): string => (gain < 0 ? `is passed by ${(-100 * gain).toFixed(1)}% of the field` : `passes ${(100 * gain).toFixed(1)}% of the field`)
/** Where in the field a runner is to be expected early on, 0 in front to 1 last. */
export const placed = (settled: number): string => (settled < 0.25 ? 'likely to be in front' : settled < 0.45 ? 'likely to be prominent' : settled < 0.6 ? 'likely to be midfield' : 'likely to be well back')
/** `drawn 2 of 14` */
export const drawn = (x: Values<'barrier.rank' | 'race.fieldSize'>): string => `drawn ${x['barrier.rank']} of ${x['race.fieldSize']}`
