import { AppError } from '../../../domain/errors'
import { remedyFor } from './stream-errors'
import type { StreamEnd } from './stream-connection'

export interface NextStep { readonly dropClocks: boolean; readonly newSession: boolean; /** There are too many of us: the long pause. */ readonly crowded: boolean }
const AGAIN: NextStep = { dropClocks: false, newSession: false, crowded: false }

/**
 * What a connection that ended asks for before the next one.
 * @throws AppError CONFIG_INVALID for what no retry mends, and for a request that would be sent again as it was refused
 */
export function nextStep({ code, detail, request, lost }: StreamEnd, resumed: boolean): NextStep {
  if (code === null) return { ...AGAIN, dropClocks: lost }
  const remedy = remedyFor(code)
  switch (remedy.kind) {
    case 'fatal': throw remedy.error
    case 'login': return { ...AGAIN, newSession: true }
    case 'crowded': case 'narrow': return { ...AGAIN, crowded: true }
    case 'drop-clocks': return { ...AGAIN, dropClocks: true }
    case 'never-again':
      // Without clocks it is another message; the same one is not sent twice.
      if (resumed && request !== 'authentication') return { ...AGAIN, dropClocks: true }
      throw new AppError('CONFIG_INVALID', `The Betfair stream does not accept our ${request ?? 'request'} (${detail}): check BETFAIR_COUNTRIES and BETFAIR_MARKET_TYPES; it is not sent again.`)
    case 'reconnect': return AGAIN
  }
}
