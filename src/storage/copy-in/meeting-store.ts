import { connectionProblem } from '../connection-problem'
import type { MeetingStore } from '../../usecases/ports'
import { openImport } from './import-session'

/** Where imports put their meetings, in the database at `url`. */
export const createMeetingStore = (url: string, options: { /** How long to wait for another import of the source to end. */ readonly patienceMs?: number } = {}): MeetingStore => ({
  open: async (source, feed) => {
    try { return await openImport({ connectionString: url, connectionTimeoutMillis: 10_000 }, source, feed, options.patienceMs) } catch (error) {
      const code = (error as { code?: string }).code ?? ''
      if (/^(E[A-Z]+|08|28|3D|53|57)/.test(code)) throw connectionProblem(url, error)
      throw error
    }
  },
})
