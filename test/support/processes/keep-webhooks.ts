import { startKeeper } from '../webhook-world'

/** Tells webhooks of the database `argv[2]`, by a clock that is `argv[3]` milliseconds ahead, until it is killed or told to stop. */
const keeper = startKeeper(String(process.argv[2]), { clock: { now: () => new Date(Date.now() + Number(process.argv[3])) } })
const alive = setInterval(() => undefined, 1 << 30)
process.once('SIGTERM', () => { clearInterval(alive); void keeper.close() })
process.stdout.write('open\n')
