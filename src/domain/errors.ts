/** Every way in which racegraph refuses. `code` reaches clients in `extensions.code`, and the CLI's exit code comes from it. */
export type ErrorCode =
  | 'BAD_USER_INPUT' | 'NOT_FOUND' | 'HISTORY_NOT_READY' | 'PREDICTION_NOT_RECORDED' | 'COMMENTARY_UNAVAILABLE' | 'CONFIG_INVALID' | 'DATABASE_UNREACHABLE' | 'DATABASE_BROKEN' | 'PORT_IN_USE' | 'IMPORT_FAILED' | 'FILE_UNREADABLE'
  | 'FORBIDDEN' | 'UNAUTHENTICATED' | 'RATE_LIMITED' | 'OPERATION_TOO_COSTLY' | 'OPERATION_TOO_DEEP' | 'OPERATION_TOO_LARGE' | 'TIMEOUT' | 'OVERLOADED' | 'INTERNAL_SERVER_ERROR'

/** An expected refusal. The message says what was wrong, where, and what to do, to whoever runs the program; `toldClients` is for everybody else. */
export class AppError extends Error {
  constructor(readonly code: ErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options)
    this.name = 'AppError'
  }
}

/** Where the database is and what ails it is for whoever runs the server, and in the log. */
export const toldClients = (code: string, message: string): string => (code.startsWith('DATABASE_') ? 'The data cannot be read now. Send the request again in a moment.' : message)
