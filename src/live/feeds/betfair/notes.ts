export type NoteLevel = 'debug' | 'info' | 'warn' | 'error'
/** One thing worth a line in the log. Details are plain; no secret is among them. */
export type Note = (level: NoteLevel, message: string, details?: Readonly<Record<string, unknown>>) => void
