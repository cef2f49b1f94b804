/** Float64 numbers as PostgreSQL keeps them in a `bytea`: little endian, one after the other. */
export const packed = (values: Float64Array): Buffer => Buffer.from(values.buffer, values.byteOffset, values.byteLength)

/** A copy, for the bytes may not lie where a Float64Array can begin. */
export const unpacked = (bytes: Buffer): Float64Array => {
  const values = new Float64Array(bytes.length / 8)
  Buffer.from(values.buffer).set(bytes)
  return values
}
