import { post } from '../request'
import { acceptOf, type Kind } from './kind'

/** Whatever the schema lets a client ask. */
export const validOperation: Kind = {
  name: 'valid operation', share: 25,
  make: (draw, { query, variables }) => post({ query, variables }, acceptOf(draw)),
}
