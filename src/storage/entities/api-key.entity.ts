import { Column, Entity, PrimaryColumn } from 'typeorm'

/** A key by which somebody asks. */
@Entity('api_keys')
export class ApiKeyRow {
  @PrimaryColumn({ type: 'text' })
  id!: string

  @Column({ type: 'text' })
  name!: string

  @Column({ type: 'text' })
  owner!: string

  @Column({ type: 'text' })
  tier!: string

  @Column({ type: 'text', array: true })
  scopes!: string[]

  @Column({ type: 'text', array: true })
  origins!: string[]

  @Column({ type: 'text', array: true })
  addresses!: string[]

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date

  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true })
  expiresAt!: Date | null

  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true })
  revokedAt!: Date | null

  @Column({ name: 'last_used_at', type: 'timestamptz', nullable: true })
  lastUsedAt!: Date | null

  /** Of the change that made it as it is. */
  @Column({ type: 'bigint' })
  revision!: string
}
