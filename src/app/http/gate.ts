import { NO_LIMITS, type Limiter } from '../../access/limiter'
import { NO_USAGE, type UsageRecorder } from '../../usecases/metering/ports'
import { everybody, type Access } from './access'

/** Who is let in, how much of it, and where it is written down. */
export interface Gate { readonly access: Access; readonly limiter: Limiter; readonly usage: UsageRecorder }
/** Everybody, without limits, unrecorded. */
export const openGate: Gate = { access: everybody, limiter: NO_LIMITS, usage: NO_USAGE }
