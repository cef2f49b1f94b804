import { Ctx, Query, Resolver } from 'type-graphql'
import { DateTimeScalar } from '../scalars/date-time'

/** What fields with a resolver of their own may find in the context. */
interface Clocked { readonly now?: () => Date }

@Resolver()
export class ServerTimeResolver {
  @Query(() => DateTimeScalar, { description: 'The time of the server, to set a countdown by.' })
  serverTime(@Ctx() context: Clocked | null | undefined): string { return (context?.now?.() ?? new Date()).toISOString() }
}
