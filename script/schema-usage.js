'use strict'
// Who asks for what a breaking change takes away: from what `racegraph usage fields --json` prints, or from the database of DATABASE_URL.
const { readFileSync } = require('fs')

const DAYS = 30
const SHOWN = 10
const FIELDS = `
SELECT field, u.principal, nullif(u.client, '') AS client, nullif(u.version, '') AS version, nullif(u.operation, '') AS operation, sum(u.operations)::float8 AS operations, to_char(max(u.day), 'YYYY-MM-DD') AS "lastDay"
FROM usage_operations AS u JOIN usage_documents AS d ON d.document = u.document AND d.operation = u.operation, unnest(d.fields) AS of(field)
WHERE u.day > (now() AT TIME ZONE 'UTC')::date - ${DAYS} AND u.operations > 0 GROUP BY 1, 2, 3, 4, 5`

const isUse = (one) => typeof one === 'object' && one !== null && typeof one.field === 'string' && typeof one.operations === 'number'

const fromFile = (path) => {
  let report
  try { report = JSON.parse(readFileSync(path, 'utf8')) } catch (error) { throw new Error(`the usage in ${path} cannot be read: ${error.message}`) }
  if (!Array.isArray(report?.fields) || !report.fields.every(isUse)) throw new Error(`${path} is not what "racegraph usage fields --json" prints`)
  return { uses: report.fields, of: `from ${report.from} to ${report.to}` }
}

const fromDatabase = async (url) => {
  const { Client } = require('pg')
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000, application_name: 'racegraph schema check' })
  try {
    await client.connect()
    return { uses: (await client.query(FIELDS)).rows, of: `in the last ${DAYS} days` }
  } catch (error) {
    // Neither the address nor the password is anybody's business who reads the log of a check.
    return { why: `the database of DATABASE_URL could not be asked (${error.code ?? error.name})` }
  } finally { await client.end().catch(() => {}) }
}

/** Uses of fields, or why there are none. Throws words for a file that is none. */
const readUsage = async ({ file, databaseUrl }) => {
  if (file !== undefined) return fromFile(file)
  if (databaseUrl !== undefined && databaseUrl !== '') return fromDatabase(databaseUrl)
  return { why: 'no usage is at hand: give what "racegraph usage fields --json" prints by --usage FILE, or set DATABASE_URL' }
}

/**
 * Fields (`Type.field`) of the schema before that a change at `path` may break. Of a field or its arguments: that one. Of an enum, an input or a whole type: all fields
 * of it, and all that give it or take it, directly or by an input.
 */
const fieldsTouched = (schema, path) => {
  const { getNamedType, isInputObjectType, isInterfaceType, isObjectType } = require('graphql')
  const [typeName = '', member] = path.split('.')
  const type = schema.getType(typeName)
  const hasFields = isObjectType(type) || isInterfaceType(type)
  if (hasFields && member !== undefined && member in type.getFields()) return new Set([`${typeName}.${member}`])
  const named = new Set([typeName])
  const all = Object.values(schema.getTypeMap())
  for (let grew = true; grew;) {
    grew = false
    for (const input of all.filter(isInputObjectType)) {
      if (named.has(input.name) || !Object.values(input.getFields()).some((field) => named.has(getNamedType(field.type).name))) continue
      named.add(input.name)
      grew = true
    }
  }
  const touched = new Set(hasFields ? Object.keys(type.getFields()).map((name) => `${typeName}.${name}`) : [])
  for (const one of all) {
    if (one.name.startsWith('__') || !(isObjectType(one) || isInterfaceType(one))) continue
    for (const field of Object.values(one.getFields())) {
      if (getNamedType(field.type).name === typeName || field.args.some((arg) => named.has(getNamedType(arg.type).name))) touched.add(`${one.name}.${field.name}`)
    }
  }
  return touched
}

/** Clients and operations that ask for any of `fields`, the most frequent first. An operation that asks for several counts by the one it asks for most. */
const askers = (uses, fields) => {
  const found = new Map()
  for (const use of uses) {
    if (!fields.has(use.field)) continue
    const key = JSON.stringify([use.principal, use.client, use.version, use.operation])
    const known = found.get(key)
    if (known === undefined || known.operations < use.operations) found.set(key, { ...use, lastDay: known !== undefined && known.lastDay > use.lastDay ? known.lastDay : use.lastDay })
    else if (known.lastDay < use.lastDay) known.lastDay = use.lastDay
  }
  return [...found.values()].sort((a, b) => b.operations - a.operations || (String(a.client) < String(b.client) ? -1 : 1))
}

const tell = ({ principal, client, version, operation, operations, lastDay }) =>
  `${client ?? '(a client without a name)'}${version === null ? '' : ` ${version}`}, operation ${operation ?? '(without a name)'}, ${principal}: ${operations} ${operations === 1 ? 'time' : 'times'}, last on ${lastDay}`

/** Lines that say whom a change at `path` breaks. */
const whoAsks = (schema, path, { uses, of }) => {
  const found = askers(uses, fieldsTouched(schema, path))
  if (found.length === 0) return [`nobody asked for it ${of}`]
  return [`asked for ${of} by`, ...found.slice(0, SHOWN).map((one) => `  ${tell(one)}`), ...(found.length > SHOWN ? [`  and ${found.length - SHOWN} more`] : [])]
}

module.exports = { askers, fieldsTouched, readUsage, whoAsks }
