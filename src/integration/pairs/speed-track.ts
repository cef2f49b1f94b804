import { rule } from '../define'
import { against } from '../words'

export const speedTrack = [
  rule({
    id: 'speed-track.fasterOnThis', version: 1, title: 'Faster on ground like this',
    because: 'A time is worth what the ground is worth on which it was run: figures from this surface and ground tell more of today than those from another.',
    categories: ['speed', 'track'], reads: ['speed.onGround3', 'speed.mean3', 'track.wetness'], silent: 'Where the last three starts were all on ground like this.', directness: 'own', sample: null,
    signal: (x) => Math.tanh((x['speed.onGround3'] - x['speed.mean3']) / 12),
    say: (x) => `figures on ground like today's (${x['track.wetness'].toFixed(1)} of 10 wet) that are ${against(x['speed.onGround3'] - x['speed.mean3'], 'points', 'better', 'worse')} its latest on any`,
  }),
]
