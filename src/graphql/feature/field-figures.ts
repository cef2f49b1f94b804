/** 1 = highest of what is known; ties share the better rank. */
export const fieldRank = (values: Float64Array, own: number): number => values.reduce((rank, value) => (value > own ? rank + 1 : rank), 1)
