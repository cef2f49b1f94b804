import { withLazyRunner } from '../../../src/graphql/read/lazy-runner'
import type { SqlRunner } from '../../../src/usecases/ports'

/** Connections as a pool lends them: what became of each. */
function lender(wait: Promise<void> = Promise.resolve()) {
  const fates: string[] = []
  const db: SqlRunner = { rows: async (sql) => { if (sql === 'bad') throw new Error('bad'); return [[sql]] } }
  const lend = async <T>(use: (db: SqlRunner) => Promise<T>): Promise<T> => {
    await wait
    try {
      const value = await use(db)
      fates.push('given back')
      return value
    } catch (error) {
      fates.push(`given back after: ${(error as Error).message}`)
      throw error
    }
  }
  return { fates, lend }
}

test('no statement, no connection', async () => {
  const { fates, lend } = lender()
  expect(await withLazyRunner(lend, async () => 7)).toBe(7)
  expect(fates).toEqual([])
})
test('statements share one, which is given back before the value comes', async () => {
  const { fates, lend } = lender()
  expect(await withLazyRunner(lend, (db) => Promise.all([db.rows('a', []), db.rows('b', [])]))).toEqual([[['a']], [['b']]])
  expect(fates).toEqual(['given back'])
})
test('a failure reaches the lender, so that a broken connection is not lent again', async () => {
  const { fates, lend } = lender()
  await expect(withLazyRunner(lend, (db) => db.rows('bad', []))).rejects.toThrow('bad')
  expect(fates).toEqual(['given back after: bad'])
})
test('one that comes when all is over is given back at once', async () => {
  let come: () => void = () => undefined
  const { fates, lend } = lender(new Promise((resolve) => { come = resolve }))
  const failed = withLazyRunner(lend, async (db) => {
    void db.rows('a', []).catch(() => undefined)
    throw new Error('elsewhere')
  })
  come()
  await expect(failed).rejects.toThrow('elsewhere')
  expect(fates).toEqual(['given back after: elsewhere'])
})
test('none to be had: the statement fails with the reason', async () => {
  await expect(withLazyRunner(() => Promise.reject(new Error('full')), (db) => db.rows('a', []))).rejects.toThrow('full')
})
