/** Every order of finish of a field and its chance, one permutation after the other: the slow definition. */
export function allOrders(chances: readonly number[], powers: readonly number[]): readonly { readonly order: readonly number[]; readonly chance: number }[] {
  const follow = (left: readonly number[], stage: number): { order: readonly number[]; chance: number }[] => {
    if (left.length === 0) return [{ order: [], chance: 1 }]
    const strength = (i: number): number => (chances[i] as number) ** (powers[Math.min(stage, powers.length - 1)] as number)
    const all = left.reduce((sum, i) => sum + strength(i), 0)
    return left.flatMap((i) => follow(left.filter((other) => other !== i), stage + 1).map(({ order, chance }) => ({ order: [i, ...order], chance: (chance * strength(i)) / all })))
  }
  return follow([...chances.keys()], 0)
}
