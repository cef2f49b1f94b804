import { gearChange, gearText } from '../../src/domain/gear'

test('codes have words, unknown ones stay as they are', () => { expect([gearText('TT'), gearText('ZZ')]).toEqual(['tongue tie', 'ZZ']) })
test('a change says what, and no change says nothing', () => {
  expect([gearChange('B', true, false), gearChange('B', false, true), gearChange('B', false, false)]).toEqual(['blinkers first time', 'blinkers removed', null])
})
