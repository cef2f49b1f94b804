import { Arg, Int } from 'type-graphql'

/** Arguments of every connection, worded once. `fallback` null gives the whole list, for lists bounded by nature. */
export const First = (fallback: number | null, max: number): ReturnType<typeof Arg> =>
  Arg('first', () => Int, {
    nullable: true,
    ...(fallback === null ? {} : { defaultValue: fallback }),
    description: `At most this many from the start (or after \`after\`), 0 to ${max}. ${fallback === null ? 'All when neither `first` nor `last` is given.' : 'Not together with `last`.'}`,
  })
export const Last = (max: number): ReturnType<typeof Arg> =>
  Arg('last', () => Int, { nullable: true, description: `At most this many from the end (or before \`before\`), 0 to ${max}. Not together with \`first\`.` })
export const After = (): ReturnType<typeof Arg> => Arg('after', () => String, { nullable: true, description: 'Cursor of the item after which the page begins.' })
export const Before = (): ReturnType<typeof Arg> => Arg('before', () => String, { nullable: true, description: 'Cursor of the item before which the page ends.' })
