import type { FeatureName } from '../features/registry'
import type { Values } from './define'
import { text } from './words'

/** What a runner has above the mean of the field, in the feature's unit; below 0 it has less. */
export const over = <N extends FeatureName>(name: N, x: Values<N>, field: Values<N>): number => x[name] - field[name]
/** A value as people read it, and no digits after the point of a zero: `18.2%`, `57.5 kg`, `0 lengths`. */
export const plain = <N extends FeatureName>(name: N, x: Values<N>): string => text(name, x[name]).replace(/^-?0\.0+(?=$| )/, '0')
/** `18.2% (mean of the field 9.9%)` */
export const inField = <N extends FeatureName>(name: N, x: Values<N>, field: Values<N>): string => `${plain(name, x)} (mean of the field ${plain(name, field)})`
/** 0 for what lies nearer to 0 than `least`: what people would not call a difference. */
export const beyond = (value: number, least: number): number => (Math.abs(value) < least ? 0 : value)
/** A price of its natural logarithm: `6.5` */
export const priced = (lnPrice: number): string => Math.exp(lnPrice).toFixed(lnPrice < Math.log(10) ? 1 : 0)
