import type { FeatureName } from '../features/registry'
import type { Values } from './define'
import { against, text } from './words'

/** What a runner has above the mean of the field, in the feature's unit; below 0 it has less. */
export const over = <N extends FeatureName>(name: N, x: Values<N>, field: Values<N>): number => x[name] - field[name]
const NOTHING_AFTER_THE_POINT = /(\d)\.0+(?=$|[ %])/
/** A value as people read it, without digits after the point where they are all 0: `18.2%`, `57.5 kg`, `40`. */
export const plain = <N extends FeatureName>(name: N, x: Values<N>): string => text(name, x[name]).replace(NOTHING_AFTER_THE_POINT, '$1').replace(/^-0(?![\d.])/, '0')
/** `5.1 points higher than`, `20% longer than`, `level with` */
export const than = (difference: number, unit: string, above: string, below: string): string => against(difference, unit, above, below).replace(NOTHING_AFTER_THE_POINT, '$1').replace(' %', '%')
/** `18.2% (mean of the field 9.9%)` */
export const inField = <N extends FeatureName>(name: N, x: Values<N>, field: Values<N>): string => `${plain(name, x)} (mean of the field ${plain(name, field)})`
/** 0 for what lies nearer to 0 than `least`: what people would not call a difference. */
export const beyond = (value: number, least: number): number => (Math.abs(value) < least ? 0 : value)
/** A price of its natural logarithm: `6.5` */
export const priced = (lnPrice: number): string => Math.exp(lnPrice).toFixed(lnPrice < Math.log(10) ? 1 : 0)
