const tseslint = require('typescript-eslint')

module.exports = tseslint.config(
  { ignores: ['node_modules/', '**/dist/', '.racegraph/', 'coverage/', 'bench/node_modules/', '**/__generated__/', 'examples/**/generated/', 'src/console/', 'src/app/http/graphiql/assets/'] },
  ...tseslint.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none', ignoreRestSiblings: true }],
      // A vocabulary is a value and the type of its values under one name.
      '@typescript-eslint/no-redeclare': 'off',
      '@typescript-eslint/no-unused-expressions': ['error', { allowShortCircuit: true, allowTernary: true }],
      eqeqeq: ['error', 'always'],
      'no-var': 'error',
      'prefer-const': 'error',
      semi: 'off',
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/app/config*.ts', 'src/app/config/**', 'src/storage/embedded/**', 'src/cli/**'],
    rules: { 'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'The environment is read in src/app/config.' }] },
  },
  {
    files: ['**/*.test.ts'],
    rules: { 'no-restricted-properties': ['error', { object: 'test', property: 'only' }, { object: 'test', property: 'skip' }, { object: 'describe', property: 'only' }, { object: 'it', property: 'only' }, { object: 'it', property: 'skip' }] },
  },
  { files: ['**/*.js', '**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
)
