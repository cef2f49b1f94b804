const KG_PER_LB = 0.45359237

/** Kilograms to two decimals, as stored: a pound comes back whole from its kilograms. */
export const kgOf = (pounds: number): number => Number((pounds * KG_PER_LB).toFixed(2))
