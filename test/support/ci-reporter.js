const { writeSync } = require('node:fs')

const count = (name) => Number(process.env[name] ?? 0)

/** Test names under this marker belong to tests that need data which is not there; `describeWithShared` sets it. */
const MARKER = /\[not run: (\S+) is not there\]/

const notRun = (results) => {
  const needs = new Map()
  for (const suite of results.testResults) {
    for (const test of suite.testResults) {
      const found = test.status === 'pending' || test.status === 'skipped' ? MARKER.exec(test.fullName) : null
      if (found) needs.set(found[1], (needs.get(found[1]) ?? 0) + 1)
    }
  }
  return needs
}

/** Ends the output with `N passed, N failed`: tests, test files that did not even load, and the checks that ran before. */
module.exports = class CiReporter {
  onRunComplete(_contexts, results) {
    for (const [path, tests] of notRun(results)) console.log(`\nNOT RUN: ${tests} tests need ${path}, which is not there: what they show has not been checked.`)
    const passed = results.numPassedTests + count('CHECKS_PASSED')
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites + count('CHECKS_FAILED')
    const skipped = results.numPendingTests + results.numTodoTests
    // At exit, since jest's own summary comes after the reporters.
    process.once('exit', () => { writeSync(1, `\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`) })
  }
}
