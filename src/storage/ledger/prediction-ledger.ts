import type { Pool } from 'pg'
import type { PredictionLedger, SqlRunner } from '../../usecases/ports'
import { withRunner } from '../sql-runner'
import { readHistory } from './read-history'
import { recordPredictions } from './record-predictions'
import { verifyEntries } from './verify-entries'

/** The record of what was served, in the database. Writers wait for each other only while they add. */
export const predictionLedger = (pool: Pool): PredictionLedger => ({
  record: (predictions) => (predictions.length === 0 ? Promise.resolve() : withRunner(pool, (db) => recordPredictions(db, predictions))),
  history: (raceIds, model) => withRunner(pool, (db) => readHistory(db, raceIds, model)),
  verify: (progress, signal, expect) => withRunner(pool, (db) => verifyEntries(db, progress, signal, expect)),
})

/** The same over one connection, for whoever serves: no second one is waited for while the first is held. */
export const ledgerOver = (db: SqlRunner): Pick<PredictionLedger, 'record' | 'history'> => ({
  record: (predictions) => recordPredictions(db, predictions), history: (raceIds, model) => readHistory(db, raceIds, model),
})
