import { Column, Entity, PrimaryColumn } from 'typeorm'

/** What is known of a secret of a key: its hash, and until when it is taken. */
@Entity('api_key_secrets')
export class ApiKeySecretRow {
  @PrimaryColumn({ type: 'bytea' })
  digest!: Buffer

  @Column({ name: 'key_id', type: 'text' })
  keyId!: string

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date

  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true })
  expiresAt!: Date | null
}
