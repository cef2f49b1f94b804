import type { DistanceUnit, WeightUnit } from './vocabulary'

const METRES: Readonly<Record<DistanceUnit, number>> = { METRE: 1, FURLONG: 201.168, YARD: 0.9144 }
const KG_PER_LB = 0.45359237

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits))

/** Metres as they are, furlongs and yards to three decimals (1,200 m = 5.965 furlongs). */
export const distanceIn = (metres: number, unit: DistanceUnit): number =>
  unit === 'METRE' ? metres : rounded(metres / METRES[unit], 3)

/** Kilograms as they are, pounds to one decimal: the finest step that racing weighs in. */
export const weightIn = (kg: number, unit: WeightUnit): number =>
  unit === 'KG' ? kg : rounded(kg / KG_PER_LB, 1)
