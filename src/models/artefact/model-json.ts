import type { z } from 'zod'
import { AppError } from '../../domain/errors'
import type { ModelFiles } from '../model'

export const MODEL_JSON = 'model.json'

export const toModelJson = (value: unknown): Uint8Array => new TextEncoder().encode(`${JSON.stringify(value)}\n`)

/** `model.json`, read and checked. @throws AppError CONFIG_INVALID when it is not there, is no JSON or not of this shape */
export function readModelJson<T>(files: ModelFiles, shape: z.ZodType<T>): T {
  const bytes = files.get(MODEL_JSON)
  if (bytes === undefined) throw new AppError('CONFIG_INVALID', `the artefact has no ${MODEL_JSON}: it is not whole, get or train it anew`)
  const read = shape.safeParse(parse(bytes))
  if (read.success) return read.data
  const issue = read.error.issues[0]
  throw new AppError('CONFIG_INVALID', `${MODEL_JSON} is wrong${issue === undefined ? '' : ` at ${issue.path.join('.') || 'the top'}: ${issue.message}`}: get or train the model anew`)
}
function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new AppError('CONFIG_INVALID', `${MODEL_JSON} is no JSON: get or train the model anew`, { cause })
  }
}

/** Files of an artefact within another one, under `folder/`. */
export const intoFolder = (folder: string, files: ModelFiles): ModelFiles => new Map([...files].map(([path, bytes]) => [`${folder}/${path}`, bytes]))
/** The files under `folder/`, by their path in it. @throws AppError CONFIG_INVALID when there is none */
export function fromFolder(folder: string, files: ModelFiles): ModelFiles {
  const inside = new Map([...files].flatMap(([path, bytes]) => (path.startsWith(`${folder}/`) ? [[path.slice(folder.length + 1), bytes] as const] : [])))
  if (inside.size === 0) throw new AppError('CONFIG_INVALID', `the artefact has nothing in ${folder}/: it is not whole, get or train it anew`)
  return inside
}
