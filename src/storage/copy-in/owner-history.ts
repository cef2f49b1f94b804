import type { Draft } from './draft'

export interface Spell { readonly ownerId: number; readonly from: string; readonly to: string | null }

/** Who owned each horse since when. A day on which a new owner appears ends the spell of the one before. */
export class OwnerHistory {
  private readonly spells = new Map<number, readonly Spell[]>()

  /** In order of `from`. */
  load(horseId: number, spell: Spell): void { this.spells.set(horseId, [...(this.spells.get(horseId) ?? []), spell]) }

  note(draft: Draft, horseId: number, ownerId: number, from: string): void {
    const before = this.spells.get(horseId) ?? []
    const current = before.findLast((spell) => spell.from <= from)
    if (current?.ownerId === ownerId) return
    const next = before.find((spell) => spell.from > from)
    if (current?.from === from) return
    const added: Spell = { ownerId, from, to: next?.from ?? null }
    const after = [...before.filter((spell) => spell !== current), ...(current === undefined ? [] : [{ ...current, to: from }]), added].sort((a, b) => a.from < b.from ? -1 : 1)
    for (const spell of after) if (!before.includes(spell)) draft.emit('ownerships', `${horseId} ${spell.ownerId} ${spell.from}`, !before.some((old) => old.from === spell.from), [horseId, spell.ownerId, spell.from, spell.to])
    this.spells.set(horseId, after)
    draft.onUndo(() => { this.spells.set(horseId, before) })
  }
}
