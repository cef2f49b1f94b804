import type { Command } from 'commander'

/** Adds an "Examples" section to a command's --help: command lines and what they do. */
export const examples = (command: Command, lines: readonly (readonly [string, string])[]): Command => {
  const width = Math.max(...lines.map(([line]) => line.length))
  return command.addHelpText('after', ['', 'Examples:', ...lines.map(([line, what]) => `  $ ${line.padEnd(width)}   ${what}`)].join('\n'))
}
