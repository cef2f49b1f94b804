import { RunnerStatus } from './vocabulary'

/** Statuses of a runner that is out of the race. */
export const WITHDRAWN: readonly RunnerStatus[] = [RunnerStatus.SCRATCHED, RunnerStatus.LATE_SCRATCHED, RunnerStatus.NON_RUNNER]
