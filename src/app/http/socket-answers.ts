/** What is to be told of answers over one WebSocket once they are written. */
export interface SocketAnswers {
  /** `tell` is called once, with the bytes of the message, or 0 where none is sent. */
  expect(id: string, tell: (bytes: number) => void): void
  /** A message was written. */
  written(message: string): void
  /** Nothing is written any more. */
  close(): void
}
/** Clients may take back operations before they are answered, and nothing says so: beyond these the oldest counts as never sent. */
const MOST = 1_000
/** As graphql-ws writes them. */
const ANSWER = /^\{"id":("(?:[^"\\]|\\.)*"),"type":"(?:next|error)"/u

/** Holds at most `MOST` ids. */
export function createSocketAnswers(): SocketAnswers {
  const waiting = new Map<string, (bytes: number) => void>()
  let closed = false
  const tell = (id: string, bytes: number): void => {
    const found = waiting.get(id)
    waiting.delete(id)
    found?.(bytes)
  }
  return {
    expect: (id, then) => {
      if (closed) return then(0)
      tell(id, 0)
      waiting.set(id, then)
      const [oldest] = waiting.keys()
      if (waiting.size > MOST && oldest !== undefined) tell(oldest, 0)
    },
    written: (message) => {
      if (waiting.size === 0) return
      const id = ANSWER.exec(message)?.[1]
      if (id !== undefined) tell(JSON.parse(id) as string, Buffer.byteLength(message))
    },
    close: () => {
      closed = true
      for (const id of [...waiting.keys()]) tell(id, 0)
    },
  }
}
