'use strict'
// npm run schema:check [-- REF] [--usage FILE]: compares schema/schema.graphql with the one that clients have, and fails when a change breaks them
// and is not listed in schema/accepted-breaking-changes.json. docs/schema-guide.md has the format of the list.
// With usage at hand (FILE is what "racegraph usage fields --json" prints, or DATABASE_URL) it names whom each breaking change would break.
const { spawnSync } = require('child_process')
const { existsSync, readFileSync } = require('fs')
const { join } = require('path')
const { readUsage, whoAsks } = require('./schema-usage')

const SCHEMA = 'schema/schema.graphql'
const ACCEPTED = 'schema/accepted-breaking-changes.json'

const git = (folder, ...args) => {
  const { status, stdout } = spawnSync('git', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 64 << 20 })
  return status === 0 ? stdout : null
}

/**
 * The schema that clients have: where this branch left the remote's main; on main itself the last tag before this
 * commit, else the commit before. With a `ref`, the schema there. Without any history to go by, only the reason.
 */
const findBase = (folder, ref) => {
  const commit = (name) => git(folder, 'rev-parse', '--verify', '--quiet', `${name}^{commit}`)?.trim() ?? null
  const head = commit('HEAD')
  if (head === null) return { why: ref === undefined ? 'there is no git history here' : `there is no ${ref}` }
  const sdlAt = (name, label) => {
    const sdl = git(folder, 'show', `${name}:./${SCHEMA}`)
    return sdl === null ? { why: `${label} has no ${SCHEMA}` } : { ref: label, sdl }
  }
  if (ref !== undefined) return commit(ref) === null ? { why: `there is no ${ref}`, isWrong: true } : sdlAt(ref, ref)
  const main = ['origin/HEAD', 'origin/main', 'origin/master'].find((name) => commit(name) !== null)
  const left = main === undefined ? null : git(folder, 'merge-base', 'HEAD', main)?.trim() ?? null
  if (left !== null && left !== head) return sdlAt(left, `${main} (${left.slice(0, 8)})`)
  if (commit('HEAD~1') === null) return { why: 'this is the only commit that is here' }
  const tag = git(folder, 'describe', '--tags', '--abbrev=0', 'HEAD~1')?.trim()
  if (tag !== undefined) return sdlAt(tag, tag)
  return sdlAt('HEAD~1', `the commit before (${commit('HEAD~1').slice(0, 8)})`)
}

/** The list of accepted changes; throws words when it is not one. */
const readAccepted = (text) => {
  const list = JSON.parse(text)
  const isEntry = (entry) => typeof entry === 'object' && entry !== null && ['type', 'path', 'reason'].every((key) => typeof entry[key] === 'string' && entry[key].trim() !== '')
  if (!Array.isArray(list) || !list.every(isEntry)) throw new Error(`${ACCEPTED} must be a list of { "type", "path", "reason" }, all three in words`)
  return list
}

/** Changes from one SDL to another, sorted into what breaks clients, what may surprise them, and what does neither. */
const compareSchemas = async (before, after, accepted = []) => {
  const { buildSchema } = require('graphql')
  const { diff } = require('@graphql-inspector/core')
  const changes = (await diff(buildSchema(before), buildSchema(after))).filter(({ type }) => !type.startsWith('DIRECTIVE_USAGE_ARGUMENT_')).map(({ type, path, message, criticality }) => ({ type, path: path ?? '', message, level: isRemark(type) ? 'NON_BREAKING' : criticality.level }))
  const reasonFor = (change) => accepted.find(({ type, path }) => type === change.type && path === change.path)?.reason
  const all = changes.filter(({ level }) => level === 'BREAKING')
  return {
    breaking: all.filter((change) => reasonFor(change) === undefined),
    accepted: all.flatMap((change) => (reasonFor(change) === undefined ? [] : [{ ...change, reason: reasonFor(change) }])),
    dangerous: changes.filter(({ level }) => level === 'DANGEROUS'),
    safe: changes.filter(({ level }) => level === 'NON_BREAKING'),
  }
}

/** A directive on the schema (@cost, @listSize, @cacheControl) is a remark to caches and tools: no operation depends on it. */
const isRemark = (type) => type.startsWith('DIRECTIVE_USAGE_')

const print = ({ breaking, accepted, dangerous, safe }, say, affected) => {
  const whom = (path) => affected(path).map((line) => `\n           ${line}`).join('')
  for (const { type, path, message } of breaking) say(`breaking   ${message}${whom(path)}\n           to accept it: ${JSON.stringify({ type, path, reason: 'why, and what clients do instead' })}`)
  for (const { path, message, reason } of accepted) say(`accepted   ${message} (${reason})${whom(path)}`)
  for (const { message } of dangerous) say(`dangerous  ${message}`)
  for (const { message } of safe) say(`safe       ${message}`)
}

/** Exit code: 0 fine or nothing to compare with, 1 broken, 2 asked wrongly. */
const check = async (folder, ref, say, asked = {}) => {
  const base = findBase(folder, ref)
  if (base.sdl === undefined) { say(`schema: nothing to compare with: ${base.why}.`); return base.isWrong === true ? 2 : 0 }
  const list = join(folder, ACCEPTED)
  const changes = await compareSchemas(base.sdl, readFileSync(join(folder, SCHEMA), 'utf8'), existsSync(list) ? readAccepted(readFileSync(list, 'utf8')) : [])
  const { breaking, accepted, dangerous, safe } = changes
  const breaks = breaking.length + accepted.length > 0
  const usage = breaks ? await readUsage(asked) : {}
  const schema = require('graphql').buildSchema(base.sdl)
  print(changes, say, (path) => (usage.uses === undefined ? [] : whoAsks(schema, path, usage)))
  if (usage.why !== undefined) say(`Whom this breaks is not known: ${usage.why}.`)
  say(`schema against ${base.ref}: ${breaking.length} breaking, ${accepted.length} accepted, ${dangerous.length} dangerous, ${safe.length} safe.`)
  if (breaking.length > 0) say(`Deprecate first, or accept the change in ${ACCEPTED} with a reason.`)
  return breaking.length > 0 ? 1 : 0
}

module.exports = { check, compareSchemas, findBase, readAccepted }

if (require.main === module) {
  const args = process.argv.slice(2)
  const at = args.indexOf('--usage')
  const [, file] = at === -1 ? [] : args.splice(at, 2)
  if (at !== -1 && file === undefined) { process.stderr.write('schema: --usage needs a file, which "racegraph usage fields --json" prints\n'); process.exit(2) }
  check(join(__dirname, '..'), args[0], (line) => { process.stdout.write(`${line}\n`) }, { file, databaseUrl: process.env.DATABASE_URL })
    .then((code) => { process.exitCode = code }, (error) => { process.stderr.write(`schema: ${error.message}\n`); process.exitCode = 2 })
}
