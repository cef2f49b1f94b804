const KG_PER_LB = 0.45359237

/** Kilograms to one decimal, which is finer than a pound: each pound comes back from its kilograms. */
export const kgOf = (pounds: number): number => Number((pounds * KG_PER_LB).toFixed(1))
