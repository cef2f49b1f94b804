import type { Config } from '../config/read-config'
import { RETRIES_MS } from '../../usecases/webhooks/back-off'

/** Pauses before each further try, milliseconds. */
export const retriesOf = ({ RACEGRAPH_WEBHOOKS_RETRIES: given }: Pick<Config, 'RACEGRAPH_WEBHOOKS_RETRIES'>): readonly number[] => (given.length === 0 ? RETRIES_MS : given.map((seconds) => Number(seconds) * 1_000))
