import type { BetfairSettings } from '../../../src/live/feeds/betfair/settings'
import { createBell, type Bell } from './bell'
import { certificates } from './certificates'
import { startStreamFake, type Play, type StreamFake } from './stream-fake'
import { API_PATH, startWebFake, type WebFake, type WebScript } from './web-fake'

/** What Betfair does: each connection to the stream its play, the last one for all that follow. */
export interface BetfairScript extends WebScript { readonly plays?: readonly Play[]; readonly bell?: Bell; /** Of the client, when it is to have one. */ readonly withCertificate?: boolean }
export interface BetfairFake {
  readonly stream: StreamFake
  readonly web: WebFake
  readonly bell: Bell
  /** Settings that lead to it. */
  readonly settings: BetfairSettings
  /** The same as a shell would have them, but for the files of certificates. */
  readonly environment: Readonly<Record<string, string>>
  close(): Promise<void>
}
const APP_KEY = 'test-app-key'
const silence: Play = async (line) => { await line.subscribed() }

/** A Betfair of our own on this machine: stream, identity and betting API, by TLS. */
export async function startBetfairFake({ plays = [silence], bell = createBell(), withCertificate = true, ...web }: BetfairScript = {}): Promise<BetfairFake> {
  const { server, client } = await certificates()
  const stream = await startStreamFake((place) => plays[Math.min(place, plays.length - 1)] ?? silence, bell)
  const pages = await startWebFake(web, bell)
  const settings: BetfairSettings = {
    appKey: APP_KEY, username: 'test-user', password: 'test-pässword&=', certificate: withCertificate ? client : null, streamHost: '127.0.0.1', streamPort: stream.port,
    identityUrl: pages.url, apiUrl: `${pages.url}${API_PATH}`, ca: server.cert, countries: ['GB', 'IE'], marketTypes: ['WIN', 'PLACE'], conflateMs: 0, heartbeatMs: 5_000, maxConnections: 10,
  }
  return {
    stream, web: pages, bell, settings,
    environment: {
      BETFAIR_APP_KEY: APP_KEY, BETFAIR_USERNAME: settings.username, BETFAIR_PASSWORD: settings.password, BETFAIR_STREAM_HOST: settings.streamHost, BETFAIR_STREAM_PORT: String(settings.streamPort),
      BETFAIR_IDENTITY_URL: settings.identityUrl, BETFAIR_API_URL: settings.apiUrl, BETFAIR_COUNTRIES: 'GB,IE', BETFAIR_HEARTBEAT_MS: '5000',
    },
    close: async () => { await stream.close(); await pages.close() },
  }
}
