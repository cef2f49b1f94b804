/** Packages that are published as ES modules only: jest 29 loads CommonJS, so these are transformed like our own files. */
const ESM_ONLY = ['commander', 'graphql-request', 'lru-cache', 'jose', '@wry', '@graphql-codegen', 'graphiql', '@graphiql', 'hyparquet', 'hyparquet-writer', 'puppeteer-core', '@puppeteer']

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  transform: { '\\.([cm]?[jt]sx?)$': '<rootDir>/test/support/esbuild-transform.js' },
  transformIgnorePatterns: [`/node_modules/(?!(${ESM_ONLY.join('|')})(/|$))`],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.racegraph/'],
  setupFiles: ['<rootDir>/test/support/only-here.ts'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  reporters: process.env.CI_REPORTER ? ['default', '<rootDir>/test/support/ci-reporter.js'] : ['default'],
  maxWorkers: '100%',
  testTimeout: 60_000,
}
