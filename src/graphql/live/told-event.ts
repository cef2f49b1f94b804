import { AppError } from '../../domain/errors'
import type { Scope } from '../read/scope'
import type { LiveUpdate } from './update'

/** What the execution is told of. @throws AppError BAD_USER_INPUT for a subscription that came like a query */
export function toldEvent<K extends LiveUpdate['kind']>(scope: Scope, kind: K): Extract<LiveUpdate, { kind: K }> {
  const { event } = scope
  if (event === null || event.kind !== kind) throw new AppError('BAD_USER_INPUT', 'Subscriptions are served over WebSocket at /graphql and as server-sent events at /graphql/stream.')
  return event as Extract<LiveUpdate, { kind: K }>
}

/** Fields that every update has. Executed for those who know nothing yet: a snapshot. */
export function sharedField({ raceId, sequence, at }: LiveUpdate, name: string): unknown {
  switch (name) {
    case 'race': return raceId
    case 'sequence': return sequence
    case 'at': return new Date(at).toISOString()
    case 'snapshot': return true
    default: throw new Error(`no value for ${name}`)
  }
}
