// Checked by `tsc --noEmit -p test`: each line under an expectation must fail to compile. A rule reads what it declares and nothing else.
import { rule, type Rule } from '../../src/integration/define'

const shape = {
  version: 1, title: 'A title', because: 'A sentence.', categories: ['barrier', 'distance'], reads: ['barrier.share', 'distance.metres'], silent: null, directness: 'course', sample: null, say: () => 'a clause',
} as const

export const good = rule({ ...shape, id: 'barrier-distance.good', signal: (x, field) => x['barrier.share'] - field['distance.metres'] })
// @ts-expect-error a signal that reads what it does not declare
export const sneaks = rule({ ...shape, id: 'barrier-distance.sneaks', signal: (x) => x['race.fieldSize'] })
// @ts-expect-error nor of the field
export const sneaksField = rule({ ...shape, id: 'barrier-distance.sneaksField', signal: (_, field) => field['market.chance'] })
// @ts-expect-error nor by a name that it makes up as it goes
export const anyName = rule({ ...shape, id: 'barrier-distance.anyName', signal: (x, _field, name: string = 'speed.last') => x[name] })
// @ts-expect-error nor do its words
export const says = rule({ ...shape, id: 'barrier-distance.says', signal: () => 0, say: (x) => `a figure of ${x['speed.last']}` })
// @ts-expect-error what it rests on is among what it reads
export const sample = rule({ ...shape, id: 'barrier-distance.sample', signal: () => 0, sample: 'horse.starts' })
// @ts-expect-error a feature that exists
export const luck = rule({ ...shape, id: 'barrier-distance.luck', reads: ['barrier.luck'], signal: () => 0 })
// @ts-expect-error a category that exists
export const moon = rule({ ...shape, id: 'barrier-distance.moon', categories: ['barrier', 'moon'], signal: () => 0 })
// @ts-expect-error one category alone works on nothing
export const alone = rule({ ...shape, id: 'barrier-distance.alone', categories: ['barrier'], signal: () => 0 })
// @ts-expect-error the value of a runner is not changed by a rule
export const writes = rule({ ...shape, id: 'barrier-distance.writes', signal: (x) => (x['barrier.share'] = 0) })
// @ts-expect-error a rule about draws is not one about prices
export const other: Rule<'market.chance'> = good
