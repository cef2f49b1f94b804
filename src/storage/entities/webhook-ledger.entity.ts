import { Column, Entity, PrimaryColumn } from 'typeorm'

/** Up to where the record of predictions was read; one row. */
@Entity('webhook_ledger')
export class WebhookLedgerRow {
  @PrimaryColumn({ type: 'boolean' })
  one!: boolean

  @Column({ type: 'bigint' })
  sequence!: string
}
