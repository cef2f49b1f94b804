import { z } from 'zod'
import { AppError } from '../../domain/errors'
import type { Trees } from './trees'

const numbers = z.array(z.number())
/** XGBoost writes its parameters as text, lists of one in later versions: `5E-1`, `[5E-1]`. */
const told = z.union([z.string(), z.number()]).transform((text, context) => {
  const value = Number(String(text).replace(/^\[|\]$/g, ''))
  if (Number.isFinite(value)) return value
  context.addIssue({ code: 'custom', message: `${JSON.stringify(text)} is no number` })
  return z.NEVER
})
const switches = z.array(z.union([z.boolean(), z.number()]).transform(Number))
const tree = z.object({ left_children: numbers, right_children: numbers, split_indices: numbers, split_conditions: numbers, default_left: switches, sum_hessian: numbers, categories: numbers.optional() })
/** What is read of XGBoost's JSON: https://xgboost.readthedocs.io/en/stable/tutorials/saving_model.html */
const artefact = z.object({
  learner: z.object({
    learner_model_param: z.object({ base_score: told, num_feature: told }),
    objective: z.object({ name: z.string() }),
    gradient_booster: z.object({ name: z.literal('gbtree'), model: z.object({ trees: z.array(tree) }) }),
  }),
})

/**
 * Reads XGBoost's JSON. `file`: its name, for errors. `width`: columns that its rows will have.
 * @throws AppError CONFIG_INVALID, naming the file and the place in it
 */
export function readTrees(file: string, bytes: Uint8Array, width: number): Trees {
  const wrong = (where: string, why: string, cause?: unknown): AppError => new AppError('CONFIG_INVALID', `${file} is wrong at ${where}: ${why}. Get or train the model anew.`, { cause })
  let json: unknown
  try { json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) } catch (cause) { throw wrong('the top', `it is no JSON (${cause instanceof Error ? cause.message : String(cause)})`, cause) }
  const read = artefact.safeParse(json)
  if (!read.success) throw wrong(read.error.issues[0]?.path.join('.') || 'the top', read.error.issues[0]?.message ?? 'it has another shape')
  const { learner_model_param: { base_score, num_feature }, objective, gradient_booster: { model } } = read.data.learner
  if (num_feature !== width) throw wrong('learner.learner_model_param.num_feature', `it was grown on ${num_feature} columns, the model has ${width}`)
  const isLogistic = objective.name === 'binary:logistic'
  if (isLogistic && !(base_score > 0 && base_score < 1)) throw wrong('learner.learner_model_param.base_score', `${base_score} is no chance`)

  const size = model.trees.reduce((sum, { left_children }) => sum + left_children.length, 0)
  const trees = { roots: new Int32Array(model.trees.length), depths: new Int32Array(model.trees.length), column: new Int32Array(size), left: new Int32Array(size), threshold: new Float32Array(size).fill(NaN), value: new Float32Array(size), missingRight: new Uint8Array(size), cover: new Float32Array(size) }
  let next = 0
  model.trees.forEach((one, t) => {
    const at = (field: string, node: number): string => `learner.gradient_booster.model.trees.${t}.${field}.${node}`
    const { left_children: lefts, right_children: rights, split_indices: splits, split_conditions: values, default_left: defaults, sum_hessian: covers, categories } = one
    const nodes = lefts.length
    if (nodes === 0) throw wrong(`learner.gradient_booster.model.trees.${t}`, 'it has no nodes')
    for (const [field, { length }] of Object.entries({ right_children: rights, split_indices: splits, split_conditions: values, default_left: defaults, sum_hessian: covers })) {
      if (length !== nodes) throw wrong(`learner.gradient_booster.model.trees.${t}.${field}`, `${length} values for ${nodes} nodes`)
    }
    if (categories !== undefined && categories.length > 0) throw wrong(`learner.gradient_booster.model.trees.${t}.categories`, 'splits by category are not read')
    trees.roots[t] = next
    /** Nodes of the file in the order in which they are laid down: children side by side. */
    const order: { readonly node: number; readonly depth: number }[] = [{ node: 0, depth: 0 }]
    const first = next++
    for (let i = 0; i < order.length; i++) {
      const { node, depth } = order[i] as (typeof order)[number]
      const [left, right, split, value] = [lefts[node] as number, rights[node] as number, splits[node] as number, values[node] as number]
      const place = first + i
      trees.cover[place] = covers[node] as number
      trees.left[place] = place
      trees.depths[t] = depth
      if (left === -1) { trees.value[place] = value; continue }
      for (const [field, child] of [['left_children', left], ['right_children', right]] as const) if (!Number.isInteger(child) || child <= 0 || child >= nodes) throw wrong(at(field, node), `${child} is none of the ${nodes} nodes`)
      if (!Number.isInteger(split) || split < 0 || split >= width) throw wrong(at('split_indices', node), `${split} is none of the ${width} columns`)
      // A node that is reached twice would make more of them than there are.
      if (order.length + 2 > nodes) throw wrong(at('left_children', node), 'its nodes are no tree')
      trees.threshold[place] = value
      trees.column[place] = split
      trees.left[place] = first + order.length
      trees.missingRight[place] = defaults[node] ? 0 : 1
      order.push({ node: left, depth: depth + 1 }, { node: right, depth: depth + 1 })
      next += 2
    }
  })
  return { ...trees, width, baseMargin: isLogistic ? Math.fround(-Math.log(1 / base_score - 1)) : base_score }
}
