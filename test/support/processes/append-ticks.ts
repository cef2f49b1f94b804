import { openTickStore } from '../../../src/storage/live/tick-store'
import { tick } from '../ticks'

/**
 * Appends ticks of market `argv[4]` to a store on `argv[2]` with its spool in `argv[3]`, from sequence `argv[5]` on, until it is killed. Says what is noted, and `<first> <last>` of
 * rows when they are acknowledged.
 */
const main = async (): Promise<void> => {
  const [url = '', folder = '', market = '', first = ''] = process.argv.slice(2)
  const store = await openTickStore({ databaseUrl: url, folder, maxSpoolBytes: 1 << 26, batchRows: 500, flushEveryMs: 20, note: (problem) => { process.stdout.write(`${problem}\n`) } })
  process.stdout.write('open\n')
  let sequence = Number(first)
  const appendOn = async (): Promise<void> => {
    for (;;) {
      const from = sequence
      const rows = Array.from({ length: 1 + (from % 37) }, () => tick({ marketId: Number(market), sequence: sequence++ }))
      await store.append(rows)
      process.stdout.write(`${from} ${from + rows.length - 1}\n`)
    }
  }
  await Promise.all([appendOn(), appendOn(), appendOn()])
}
void main()
