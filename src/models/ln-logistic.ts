/** Natural logarithm of the logistic function, without overflow. */
export const lnLogistic = (sum: number): number => (sum > 0 ? -Math.log1p(Math.exp(-sum)) : sum - Math.log1p(Math.exp(sum)))
