import type { BlendRace } from '../../src/models/pools/blend'
import { seeded } from '../../src/models/seeded'

/** Invented worlds: ours knows x, nobody but the other may know y; who wins goes by both. */
export function blendWorld(name: string, races: number, theirs: (x: number, y: number, noise: number) => number): readonly BlendRace[] {
  const random = seeded(7, 'blend', name)
  const softmax = (scores: readonly number[]): Float64Array => { const all = Float64Array.from(scores, Math.exp); const sum = all.reduce((total, one) => total + one, 0); return all.map((one) => one / sum) }
  return Array.from({ length: races }, (): BlendRace => {
    const runners = Array.from({ length: 8 + random.below(8) }, () => ({ x: 0.9 * random.normal(), y: 0.6 * random.normal(), noise: random.normal() }))
    const truth = softmax(runners.map(({ x, y }) => x + y))
    let left = random.uniform()
    const winner = truth.findIndex((chance) => (left -= chance) < 0)
    return { ml: softmax(runners.map(({ x }) => x * 0.9)), gpt: softmax(runners.map(({ x, y, noise }) => theirs(x, y, noise))), won: Float64Array.from(runners, (_, i) => Number(i === Math.max(0, winner))) }
  })
}
