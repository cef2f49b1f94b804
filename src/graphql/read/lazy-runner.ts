import type { SqlRunner } from '../../usecases/ports'

/** Takes a connection with the first statement, and none where there is none: what needs no database goes on without it. */
export async function withLazyRunner<T>(withRunner: <R>(use: (db: SqlRunner) => Promise<R>) => Promise<R>, use: (db: SqlRunner) => Promise<T>): Promise<T> {
  let opened: Promise<SqlRunner> | null = null
  let held: Promise<void> = Promise.resolve()
  let over: { readonly error: unknown } | 'well' | null = null
  let release: () => void = () => undefined
  const open = (): Promise<SqlRunner> => new Promise((resolve, reject) => {
    held = withRunner((db) => new Promise<void>((done, failed) => {
      release = () => { if (over === 'well') done(); else failed(over?.error as Error) }
      if (over === null) resolve(db)
      else release()
    }))
    held.catch(reject)
  })
  try {
    const value = await use({ rows: async (sql, values) => (await (opened ??= open())).rows(sql, values) })
    over = 'well'
    return value
  } catch (error) {
    over = { error }
    throw error
  } finally {
    release()
    await held.catch(() => undefined)
  }
}
