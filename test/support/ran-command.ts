import { runCli } from '../../src/cli/run-cli'

export interface Ran { readonly code: number; readonly out: string; readonly err: string }

/** A command in this process: its exit code, what it printed and what it said beside. */
export const ranCommand = async (args: readonly string[], env: Readonly<Record<string, string | undefined>>): Promise<Ran> => {
  let [out, err] = ['', '']
  const output = { answer: (text: string) => { out += text.endsWith('\n') ? text : `${text}\n` }, note: (text: string) => { err += `${text}\n` } }
  const code = await runCli(args, { env, output })
  return { code, out, err }
}
