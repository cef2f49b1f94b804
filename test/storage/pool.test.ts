import { createPool } from '../../src/storage/pool'
import { testDatabase } from '../support/database'

test('an idle connection that breaks is told, but not one that says goodbye', async () => {
  const database = await testDatabase()
  const told: string[] = []
  const pool = createPool({ url: database.url, size: 1, onError: ({ message }) => { told.push(message) } })
  const { rows: [mine] } = await pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  const broke = new Promise<void>((resolve) => { pool.once('error', () => { resolve() }) })
  await database.pool.query('SELECT pg_terminate_backend($1)', [mine?.pid])
  await broke
  expect(told).toEqual(['terminating connection due to administrator command'])

  const ended = pool.end()
  pool.emit('error', new Error('cut off while it says goodbye'), undefined as never)
  await ended
  expect(told).toHaveLength(1)
  await database.close()
})
