import { generate } from 'selfsigned'

export interface Pair { readonly cert: string; readonly key: string }
let made: Promise<{ readonly server: Pair; readonly client: Pair }> | null = null

const pair = async (name: string): Promise<Pair> => {
  const made = await generate([{ name: 'commonName', value: name }], {
    algorithm: 'sha256', keySize: 2048,
    extensions: [{ name: 'basicConstraints', cA: true }, { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }, { type: 7, ip: '127.0.0.1' }] }],
  })
  return { cert: made.cert, key: made.private }
}
/** Made once in a process: a server for localhost, and a client. */
export const certificates = (): NonNullable<typeof made> => (made ??= Promise.all([pair('localhost'), pair('racegraph')]).then(([server, client]) => ({ server, client })))
