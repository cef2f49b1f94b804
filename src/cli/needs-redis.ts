import type { Config } from '../app/config/read-config'
import { AppError } from '../domain/errors'

/** @throws AppError CONFIG_INVALID without REDIS_URL: the two roles would not hear of each other */
export const assertRedis = (config: Pick<Config, 'REDIS_URL'>, command: string): void => {
  if (config.REDIS_URL === null) throw new AppError('CONFIG_INVALID', `racegraph ${command} needs REDIS_URL, by which workers and servers hear of each other: set it, e.g. REDIS_URL=redis://127.0.0.1:6379, or use "racegraph start", which does both in one process.`)
}
