/** Things to close, last opened first. */
export class Closers {
  private readonly steps: (() => Promise<void>)[] = []
  private closed: Promise<void> | undefined
  add(step: () => Promise<void>): void { this.steps.unshift(step) }
  /** Every step, whatever becomes of the others. Safe to call twice. @throws the first failure */
  close(): Promise<void> { return this.closed ??= this.run() }
  private async run(): Promise<void> {
    let failure: { readonly error: unknown } | undefined
    for (const step of this.steps) { try { await step() } catch (error) { failure ??= { error } } }
    if (failure !== undefined) throw failure.error
  }
}
