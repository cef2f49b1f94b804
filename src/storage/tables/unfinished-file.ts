import { closeSync, existsSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { AppError } from '../../domain/errors'

/** Where a file is written until it is whole: beside its place, under a name of its own. */
export interface UnfinishedFile { readonly path: string; /** Gives the file its name, in place of what was there. */ keep(): void; drop(): void }

/** @throws AppError BAD_USER_INPUT when nothing can be written there */
export const unfinishedFile = (target: string): UnfinishedFile => {
  const folder = dirname(target)
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new AppError('BAD_USER_INPUT', `${target} cannot be written: the folder ${folder} is not there; make it first.`)
  if (existsSync(target) && statSync(target).isDirectory()) throw new AppError('BAD_USER_INPUT', `${target} cannot be written: it is a folder; name a file in it.`)
  const path = `${target}.${process.pid}.part`
  try { closeSync(openSync(path, 'w')) } catch (error) {
    throw new AppError('BAD_USER_INPUT', `${target} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'no file can be made there'}): name another place, or see that you may write there.`, { cause: error })
  }
  return { path, keep: () => { renameSync(path, target) }, drop: () => { rmSync(path, { force: true }) } }
}
