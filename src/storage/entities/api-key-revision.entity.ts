import { Column, Entity, PrimaryColumn } from 'typeorm'

/** Counts changes of keys. */
@Entity('api_key_revision')
export class ApiKeyRevisionRow {
  @PrimaryColumn({ type: 'boolean' })
  one!: boolean

  @Column({ type: 'bigint' })
  revision!: string
}
