import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../domain/errors'
import { UNFITTED, type BlendVersion, type KeptBlends } from '../../usecases/opinion/blend-state'
import { writeWhole } from '../write-whole'

const weight = z.number().min(0).max(30)
const weights = z.object({ ml: weight, gpt: weight })
const number = z.number().nullable()
const verdict = z.enum(['better', 'worse', 'not shown']).nullable()
const against = { difference: number, low: number, high: number, verdict }
const charge = z.enum(['LINEAR', 'LOG'])
const report = z.object({
  base: z.string(), synthetic: z.boolean(), opinionModels: z.array(z.string()), races: z.number(), heldOut: z.number(), from: z.string().nullable(), to: z.string().nullable(), served: z.number(), computed: z.number(), askedAfterwards: z.number(),
  leftOut: z.record(z.string(), z.number()), scores: z.array(z.object({ name: z.enum(['ml', 'gpt', 'linear', 'log']), logLoss: z.number(), ...against })), logAgainstLinear: z.object(against).nullable(), log: weights, slope: weight, charge, because: z.string(),
})
const FILE = z.object({
  format: z.literal('racegraph-blend-1'),
  versions: z.array(z.object({ version: z.number().int().min(1), fittedAt: z.iso.datetime(), base: z.string().nullable(), synthetic: z.boolean(), log: weights, slope: weight, charge, report: report.nullable() })),
})

/** For so long the file is taken to be as it was. */
const LOOK_EVERY_MS = 3_000

/** All fits in one file, `blend.json`, some 2 kB each; the last MOST of them and the first, which is no fit. @param now milliseconds; only differences count */
const MOST = 200
export function blendFile(home: string, now: () => number): KeptBlends {
  const path = join(home, 'blend.json')
  let [known, lookedAt]: [readonly BlendVersion[] | null, number] = [null, -Infinity]
  const read = (): readonly BlendVersion[] => {
    let text: string
    try { text = readFileSync(path, 'utf8') } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [UNFITTED]
      throw new AppError('CONFIG_INVALID', `${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'why is not known'}): see that you may, or take it away; then blends are as they were before any fit.`, { cause: error })
    }
    try { return [UNFITTED, ...FILE.parse(JSON.parse(text)).versions] } catch (error) {
      throw new AppError('CONFIG_INVALID', `${path} holds no blends of this version of racegraph: take it away, and fit anew ("racegraph blend fit").`, { cause: error })
    }
  }
  return {
    all: async () => {
      if (known !== null && now() - lookedAt < LOOK_EVERY_MS) return known
      const found = read()
      ;[known, lookedAt] = [found, now()]
      return found
    },
    add: async (version) => {
      const versions = [...read().filter((one) => one.version !== UNFITTED.version), version].slice(-MOST)
      writeWhole(new Map([[path, `${JSON.stringify({ format: 'racegraph-blend-1', versions }, null, 1)}\n`]]))
      known = null
    },
  }
}
