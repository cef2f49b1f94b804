/** Gives nothing before the answer is whole. */
export const createSentenceScanner = (): { push(piece: string): readonly unknown[] } => ({ push: () => [] })
