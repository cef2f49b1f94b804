import { AppError } from '../../domain/errors'

/** Gives a text back that PostgreSQL can take and that is not longer than anything stored could be. */
export const plainText = (name: string, text: string, longest: number): string => {
  if (text.length > longest) throw new AppError('BAD_USER_INPUT', `${name} is longer than ${longest} characters: shorten it.`)
  if (text.includes('\0')) throw new AppError('BAD_USER_INPUT', `${name} holds a NUL character: take it out.`)
  return text
}
