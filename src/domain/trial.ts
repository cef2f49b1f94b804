import { RaceKind } from './vocabulary'

/** Rehearsals: they have runners and an order of finish, and are left out of every record. */
export const isTrial = (kind: RaceKind): boolean => kind === RaceKind.BARRIER_TRIAL || kind === RaceKind.JUMP_OUT
