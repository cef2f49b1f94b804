'use strict'
// Exit code 0 when node_modules holds what package-lock.json names. Written for any Node since 12: it runs before Node 24 is there.
const { existsSync, readFileSync } = require('fs')

const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages
try {
  const wanted = packagesOf('package-lock.json')
  const found = packagesOf('node_modules/.package-lock.json')
  const complete = Object.keys(wanted).every((path) => {
    if (path === '' || wanted[path].optional || wanted[path].devOptional || wanted[path].peer) return true
    return found[path] !== undefined && found[path].version === wanted[path].version
  })
  process.exit(complete && existsSync('node_modules/.bin/node') ? 0 : 1)
} catch (_) { process.exit(1) }
