import type { Client } from 'pg'

const BLOCKS = { venues: 20, horses: 1_000, jockeys: 100, trainers: 100, owners: 500, meetings: 50, races: 500, runners: 5_000 } as const
export type Numbered = keyof typeof BLOCKS
type Needs = Readonly<Partial<Record<Numbered, number>>>

/** Ids taken from the tables' sequences many at a time. What is left of a block at the end is never used. */
export class IdBlocks {
  private readonly left: Record<Numbered, number[]> = { venues: [], horses: [], jockeys: [], trainers: [], owners: [], meetings: [], races: [], runners: [] }
  constructor(private readonly client: Client) {}

  /** Whether `take` can be called as often as `needs` says. */
  enough(needs: Needs): boolean { return (Object.entries(needs) as [Numbered, number][]).every(([table, need]) => this.left[table].length >= need) }
  /** Another caller may take what this brings: ask `enough` again. */
  async fetch(needs: Needs): Promise<void> {
    for (const [table, need] of Object.entries(needs) as [Numbered, number][]) {
      const short = need - this.left[table].length
      if (short <= 0) continue
      const sequence = `pg_get_serial_sequence('${table}', 'id')`
      const { rows } = await this.client.query<{ id: number }>(`SELECT nextval(${sequence})::int AS id FROM generate_series(1, $1) ORDER BY 1`, [short + BLOCKS[table]])
      this.left[table] = [...rows.map(({ id }) => id).reverse(), ...this.left[table]]
    }
  }
  take(table: Numbered): number {
    const id = this.left[table].pop()
    if (id === undefined) throw new Error(`no id of ${table} was set aside`)
    return id
  }
}
