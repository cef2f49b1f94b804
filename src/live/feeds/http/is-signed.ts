import { createHmac, timingSafeEqual } from 'node:crypto'

export const SIGNATURE_HEADER = 'x-racegraph-signature'
const SIGNATURE = /^(?:sha256=)?([0-9a-f]{64})$/i

/** What `SIGNATURE_HEADER` must carry: HMAC-SHA256 of the raw body, hexadecimal. */
export const signatureOf = (raw: Uint8Array, secret: string): string => `sha256=${createHmac('sha256', secret).update(raw).digest('hex')}`

/** Whether somebody who knows the secret sent these bytes. Takes equally long wherever a signature differs. False without a secret. */
export const isSigned = (raw: Uint8Array, header: string | readonly string[] | undefined, secret: string): boolean => {
  const given = typeof header === 'string' ? SIGNATURE.exec(header)?.[1] : undefined
  if (given === undefined || secret === '') return false
  return timingSafeEqual(createHmac('sha256', secret).update(raw).digest(), Buffer.from(given, 'hex'))
}
