/** Yields nothing and ends: what graphql-ws and graphql-sse hold while updates go around them. */
export interface SilentStream extends AsyncGenerator<never, undefined, undefined> {
  /** The source has no more. */
  end(): void
  /** The protocol tells the client and goes on with the others on the line. */
  fail(error: Error): void
}

/** `onClosed`: once, when either side ended it. */
export function createSilentStream(onClosed: () => void): SilentStream {
  const done: IteratorReturnResult<undefined> = { done: true, value: undefined }
  let [closed, failure]: [boolean, Error | null] = [false, null]
  let waiting: { resolve(result: IteratorReturnResult<undefined>): void; reject(error: Error): void } | null = null
  const close = (error: Error | null): void => {
    if (closed) return
    closed = true
    if (waiting === null) failure = error
    else if (error === null) waiting.resolve(done)
    else waiting.reject(error)
    waiting = null
    onClosed()
  }
  const next = (): Promise<IteratorReturnResult<undefined>> => {
    const error = failure
    failure = null
    if (error !== null) return Promise.reject(error)
    return closed ? Promise.resolve(done) : new Promise((resolve, reject) => { waiting = { resolve, reject } })
  }
  return {
    next,
    return: async () => { close(null); return done },
    throw: async (error: Error) => { close(null); throw error },
    end: () => { close(null) },
    fail: close,
    [Symbol.asyncIterator]() { return this },
    [Symbol.asyncDispose]: async () => { close(null) },
  }
}
