import { createMeetingStore } from '../../../src/storage/copy-in/meeting-store'
import { season } from './season'

/** Imports `season` into the database of its first argument and says each meeting as it is stored. */
const main = async (url: string): Promise<void> => {
  const session = await createMeetingStore(url).open('HKJC', 'meetings')
  const underWay: Promise<void>[] = []
  for (const unit of season(60)) {
    underWay.push(session.store(unit).then(({ kind }) => { process.stdout.write(`${kind} ${unit.key}\n`) }))
    if (underWay.length === 2) await underWay.shift()
  }
  await Promise.all(underWay)
  await session.close()
}
void main(process.argv[2] ?? '')
