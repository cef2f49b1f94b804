import type { Pool } from 'pg'
import { AppError } from '../../domain/errors'
import { addDays } from '../../domain/instant'
import { createPool } from '../../storage/pool'
import { withRunner } from '../../storage/sql-runner'
import { usageReports } from '../../storage/metering/usage-reports'
import { makeInvoice, type Invoice, type KeyOwner } from '../../usecases/metering/invoice'
import type { FieldUse, UsageAsked, UsageBy, UsageReports, UsageTold } from '../../usecases/metering/ports'
import type { Clock } from '../clock'
import type { Config } from '../config/read-config'
import { readPrices } from './read-prices'

export interface UsageRun { readonly config: Config; readonly databaseUrl: string; readonly clock: Clock }
const MOST = 500_000
const USUAL_DAYS = 30
const MINUTE_MS = 60_000

const withPool = async <T>(url: string, use: (pool: Pool) => Promise<T>): Promise<T> => {
  const pool = createPool({ url, size: 1, statementTimeoutMs: 10 * MINUTE_MS })
  try { return await use(pool) } finally { await pool.end() }
}
const reporting = <T>({ databaseUrl }: UsageRun, use: (reports: UsageReports) => Promise<T>): Promise<T> => withPool(databaseUrl, (pool) => withRunner(pool, (db) => use(usageReports(db))))
const whole = <T>(rows: readonly T[]): readonly T[] => {
  if (rows.length > MOST) throw new AppError('BAD_USER_INPUT', `These are more than ${MOST} rows: ask for fewer days, or tell fewer things apart.`)
  return rows
}
/** The last 30 days unless said. */
const asked = ({ clock }: UsageRun, { from, to, principal }: { readonly from: string | null; readonly to: string | null; readonly principal: string | null }): UsageAsked => {
  const last = to ?? clock.now().toISOString().slice(0, 10)
  return { from: from ?? addDays(last, 1 - USUAL_DAYS), to: last, principal }
}

export interface UsageReport { readonly from: string; readonly to: string; readonly rows: readonly UsageTold[] }
export const tellUsage = async (run: UsageRun, options: Parameters<typeof asked>[1] & { readonly by: readonly UsageBy[] }): Promise<UsageReport> => {
  const what = asked(run, options)
  return { from: what.from, to: what.to, rows: whole(await reporting(run, (reports) => reports.usage({ ...what, by: new Set(options.by), most: MOST }))) }
}
export interface FieldReport { readonly from: string; readonly to: string; readonly fields: readonly FieldUse[] }
export const tellFields = async (run: UsageRun, options: Parameters<typeof asked>[1] & { readonly fields: readonly string[] | null }): Promise<FieldReport> => {
  const what = asked(run, options)
  return { from: what.from, to: what.to, fields: whole(await reporting(run, (reports) => reports.fields({ ...what, fields: options.fields, most: MOST }))) }
}

const OWNERS = `SELECT 'key:' || id, owner, name, tier FROM api_keys`
/** @throws AppError CONFIG_INVALID for a file of prices that is not right */
export const tellInvoice = async (run: UsageRun, month: string): Promise<Invoice> => {
  const prices = readPrices(run.config.RACEGRAPH_PRICES_FILE)
  const next = new Date(`${month}-01T00:00:00Z`)
  next.setUTCMonth(next.getUTCMonth() + 1)
  const days = { from: `${month}-01`, to: addDays(next.toISOString().slice(0, 10), -1), principal: null }
  return withPool(run.databaseUrl, (pool) => withRunner(pool, async (db) => {
    const used = whole(await usageReports(db).usage({ ...days, by: new Set<UsageBy>(['PRINCIPAL']), most: MOST }))
    const keys = (await db.rows(OWNERS, [])).map(([principal, owner, name, tier]) => ({ principal, owner, name, tier }) as KeyOwner)
    return makeInvoice(month, used, keys, prices)
  }))
}
