declare module 'unbzip2-stream' {
  /** An old-style stream: `write` and `end` do their work at once and emit what comes of it. */
  const unbzip2: () => NodeJS.ReadWriteStream
  export = unbzip2
}
