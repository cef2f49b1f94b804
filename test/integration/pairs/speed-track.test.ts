import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('speed-track.fasterOnThis', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['12 points faster on such ground: tanh 1', [{ 'speed.onGround3': 112, 'speed.mean3': 100, 'track.wetness': 3.5 }, { 'speed.onGround3': 88, 'speed.mean3': 100, 'track.wetness': 3.5 }], [0.761594, -0.761594]],
    ['the same runs: nothing', [{ 'speed.onGround3': 100, 'speed.mean3': 100, 'track.wetness': 3.5 }], [0]],
    ['never on such ground: silent', [{ 'speed.mean3': 100, 'track.wetness': 3.5 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('speed-track.fasterOnThis', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'speed.onGround3': 112, 'speed.mean3': 100, 'track.wetness': 3.5 }], 'figures on ground like today\'s (3.5 of 10 wet) that are 12.0 points better than its latest on any'],
    [[{ 'speed.onGround3': 100, 'speed.mean3': 100, 'track.wetness': 3.5 }], 'figures on ground like today\'s (3.5 of 10 wet) that are level with its latest on any'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('speed-track.fasterOnThis', runners)).toBe(said) })
})
