import './global-setup'

export default async (): Promise<void> => { await globalThis.racegraphTestServer?.stop() }
