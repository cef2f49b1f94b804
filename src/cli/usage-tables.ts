import { stringify } from 'csv-stringify/sync'
import type { FieldReport, UsageReport } from '../app/metering/usage-reports'
import type { Invoice, Quantities } from '../usecases/metering/invoice'
import { columns } from './feature-tables'

/** Names come from clients: none of them becomes a formula of a spreadsheet. */
const csv = (header: readonly string[], rows: readonly (readonly unknown[])[]): string => stringify([header as unknown[], ...rows as unknown[][]], { escape_formulas: true, cast: { boolean: String } })
const grouped = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 2 })
const MINUTE_MS = 60_000
const DAY_TO_DAY = (from: string, to: string): string => `${from} to ${to}, days of UTC.`

const USAGE_HEAD = ['day', 'principal', 'client', 'version', 'operation', 'document', 'rest', 'operations', 'failed', 'errors', 'estimatedCost', 'cost', 'bytes', 'durationMs', 'subscriptionMinutes', 'deliveries']
const codes = (errors: Readonly<Record<string, number>>): string => Object.entries(errors).sort(([, a], [, b]) => b - a).map(([code, count]) => `${code}=${count}`).join(' ')
export const usageCsv = ({ rows }: UsageReport): string => csv(USAGE_HEAD, rows.map((row) => [
  row.day, row.principal, row.client, row.version, row.operation, row.document, row.rest, row.operations, row.failed, codes(row.errors), row.estimatedCost, row.actualCost, row.bytes, row.durationMs, row.subscriptionMs / MINUTE_MS, row.deliveries,
]))
export const printUsage = ({ from, to, rows }: UsageReport): string => (rows.length === 0 ? `Nothing was used. ${DAY_TO_DAY(from, to)}` : [
  columns(['day', 'who', 'client', 'operation', 'document', 'operations', 'failed', 'cost', 'MB', 'sub. min', 'deliveries'], rows.map((row) => [
    row.day ?? '', row.principal ?? '', row.rest ? '(rest)' : [row.client, row.version].filter((part) => part !== null).join(' '), row.operation ?? '', row.document?.slice(0, 12) ?? '',
    grouped(row.operations), grouped(row.failed), grouped(row.actualCost), grouped(row.bytes / 1e6), grouped(row.subscriptionMs / MINUTE_MS), grouped(row.deliveries),
  ]), [0, 1, 2, 3, 4]), '', DAY_TO_DAY(from, to),
].join('\n'))

const quantities = ({ operations, failed, costUnits, subscriptionMinutes, deliveries, bytes }: Quantities): readonly number[] => [operations, failed, costUnits, subscriptionMinutes, deliveries, bytes]
const INVOICE_HEAD = ['month', 'owner', 'key', 'principal', 'tier', 'operations', 'failed', 'costUnits', 'subscriptionMinutes', 'deliveries', 'bytes', 'currency', 'amount']
export const invoiceCsv = ({ month, currency, owners }: Invoice): string =>
  csv(INVOICE_HEAD, owners.flatMap(({ owner, keys }) => keys.map((line) => [month, owner, line.name, line.principal, line.tier, ...quantities(line), line.amount === null ? null : currency, line.amount])))
export const printInvoice = ({ month, currency, owners }: Invoice): string => {
  const money = (amount: number | null): string => (amount === null ? 'no price' : `${currency ?? ''} ${amount.toFixed(2)}`)
  const rows = owners.flatMap(({ owner, keys, total, amount }) => [
    ...keys.map((line) => [owner ?? '-', line.name ?? '-', line.principal, line.tier ?? '-', ...quantities(line).map(grouped), money(line.amount)]),
    [owner ?? '-', 'TOTAL', '', '', ...quantities(total).map(grouped), money(amount)],
  ])
  if (rows.length === 0) return `Nothing was used in ${month}.`
  return [columns(['owner', 'key', 'who', 'tier', 'operations', 'failed', 'cost units', 'sub. min', 'deliveries', 'bytes', 'amount'], rows, [0, 1, 2, 3]), '', `${month}, days of UTC.${currency === null ? ' Amounts need prices: RACEGRAPH_PRICES_FILE.' : ''}`].join('\n')
}

const FIELD_HEAD = ['field', 'principal', 'client', 'version', 'operation', 'operations', 'lastDay']
export const fieldsCsv = ({ fields }: FieldReport): string => csv(FIELD_HEAD, fields.map((use) => [use.field, use.principal, use.client, use.version, use.operation, use.operations, use.lastDay]))
export const printFields = ({ from, to, fields }: FieldReport): string => (fields.length === 0 ? `Nobody asked for it. ${DAY_TO_DAY(from, to)}` : [
  columns(['field', 'who', 'client', 'operation', 'operations', 'last'], fields.map((use) => [use.field, use.principal, [use.client, use.version].filter((part) => part !== null).join(' '), use.operation ?? '', grouped(use.operations), use.lastDay]), [0, 1, 2, 3]), '', DAY_TO_DAY(from, to),
].join('\n'))
