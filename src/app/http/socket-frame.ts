const FINAL_TEXT = 0x81

/**
 * Head of a text frame from a server (RFC 6455, 5.2), with the first part of its message: what follows on the wire is `rest` more bytes, which thousands of
 * frames share without a copy.
 */
export function textFrameHead(first: Buffer, rest: number): Buffer {
  const length = first.length + rest
  const size = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const head = Buffer.allocUnsafe(size + first.length)
  head[0] = FINAL_TEXT
  if (size === 2) head[1] = length
  else if (size === 4) {
    head[1] = 126
    head.writeUInt16BE(length, 2)
  } else {
    head[1] = 127
    head.writeBigUInt64BE(BigInt(length), 2)
  }
  first.copy(head, size)
  return head
}
