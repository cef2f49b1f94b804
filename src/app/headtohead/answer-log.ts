import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Answer, AnswerLog } from '../../usecases/headtohead/answers'

/** A line an answer; half a line at the end, of a run that was killed, is not an answer. */
export function answerLog(folder: string): AnswerLog {
  const file = join(folder, 'answers.jsonl')
  return {
    read: async () => {
      if (!existsSync(file)) return []
      const lines = readFileSync(file, 'utf8').split('\n')
      const rest = lines.pop() ?? ''
      if (rest !== '') appendFileSync(file, '\n')
      return lines.filter((line) => line !== '').flatMap((line): readonly Answer[] => { try { return [JSON.parse(line) as Answer] } catch { return [] } })
    },
    add: async (answer) => {
      mkdirSync(folder, { recursive: true })
      appendFileSync(file, `${JSON.stringify(answer)}\n`)
    },
  }
}
