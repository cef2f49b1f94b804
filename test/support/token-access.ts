import { anonymousPrincipal } from '../../src/access/principal'
import { createAccess } from '../../src/app/access/create-access'
import type { Access } from '../../src/app/http/access'

/** Everybody, and whoever has the token of the server; there are no keys. */
export const tokenAccess = (adminToken: string | null): Access =>
  createAccess({ keys: { authenticate: async () => ({ why: 'unknown', message: 'There are no keys here.' }) }, adminToken, tokens: null, anonymous: anonymousPrincipal() })
