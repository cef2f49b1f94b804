import { startStandInServer } from '../../llm/stand-in/start-server'
import type { StandIn } from './open-llm'

/** As a model that takes its time, so that streams show as they are; milliseconds between two events. */
const PAUSE_MS = 5

export const startStandIn = (): Promise<StandIn> => startStandInServer({ pauseMs: PAUSE_MS })
