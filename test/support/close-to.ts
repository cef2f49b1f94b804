/** A number to twelve places, or null itself. */
export const closeTo = (expected: number | null): unknown => (expected === null ? null : expect.closeTo(expected, 12))
