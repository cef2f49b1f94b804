import { AppError } from '../../../domain/errors'

/** What Betfair says when it lets nobody in, and what to do about it. */
const WORDS: Readonly<Record<string, string>> = {
  INVALID_USERNAME_OR_PASSWORD: 'user or password is wrong: correct BETFAIR_USERNAME or BETFAIR_PASSWORD',
  ACCOUNT_NOW_LOCKED: 'the account has just been locked after wrong passwords: unlock it at betfair.com and correct BETFAIR_PASSWORD',
  ACCOUNT_ALREADY_LOCKED: 'the account is locked: unlock it at betfair.com',
  PENDING_AUTH: 'the account waits to be authenticated: finish that at betfair.com',
  CERT_AUTH_REQUIRED: 'no certificate came, or one that the account does not know: set BETFAIR_CERT_FILE and BETFAIR_KEY_FILE, and upload the certificate to the account',
  CHANGE_PASSWORD_REQUIRED: 'the password must be changed: do so at betfair.com, then correct BETFAIR_PASSWORD',
  ACCOUNT_PENDING_PASSWORD_CHANGE: 'the password must be changed: do so at betfair.com, then correct BETFAIR_PASSWORD',
  STRONG_AUTH_CODE_REQUIRED: 'the account asks for a second factor, which a program has not: log in with a certificate (BETFAIR_CERT_FILE, BETFAIR_KEY_FILE)',
  SELF_EXCLUDED: 'the holder of the account has excluded himself',
  SUSPENDED: 'the account is suspended',
  CLOSED: 'the account is closed',
  KYC_SUSPEND: 'the account is suspended until its holder has proved who he is: see betfair.com',
  BETTING_RESTRICTED_LOCATION: 'Betfair does not serve the place that this machine is in',
  SECURITY_RESTRICTED_LOCATION: 'Betfair does not serve the place that this machine is in',
  MULTIPLE_USERS_WITH_SAME_CREDENTIAL: 'several users have these credentials: use the user name, not an e-mail address, in BETFAIR_USERNAME',
  EMAIL_LOGIN_NOT_ALLOWED: 'an e-mail address cannot log in: use the user name in BETFAIR_USERNAME',
  INTERNATIONAL_TERMS_ACCEPTANCE_REQUIRED: 'new terms must be accepted: log in once at betfair.com',
  ITALIAN_CONTRACT_ACCEPTANCE_REQUIRED: 'a new contract must be accepted: log in once at betfair.it',
  ITALIAN_PROFILING_ACCEPTANCE_REQUIRED: 'new terms must be accepted: log in once at betfair.it',
  SPAIN_MIGRATION_REQUIRED: 'the account must be moved: log in once at betfair.es',
  SPANISH_TERMS_ACCEPTANCE_REQUIRED: 'new terms must be accepted: log in once at betfair.es',
  DANISH_AUTHORIZATION_REQUIRED: 'the account must be authorised: log in once at betfair.dk',
  DENMARK_MIGRATION_REQUIRED: 'the account must be moved: log in once at betfair.dk',
  SWEDEN_NATIONAL_IDENTIFIER_REQUIRED: 'a national identifier is asked for: log in once at betfair.se',
  SWEDEN_BANK_ID_VERIFICATION_REQUIRED: 'BankID is asked for: log in once at betfair.se',
  PERSONAL_MESSAGE_REQUIRED: 'a message must be read first: log in once at betfair.com',
  ACTIONS_REQUIRED: 'something is to be done first: log in once at betfair.com',
  ACCOUNT_ACTIONS_REQUIRED: 'something is to be done first: log in once at betfair.com',
  AGENT_CLIENT_MASTER: 'the account is an agent\'s: use one of a person',
  AGENT_CLIENT_MASTER_SUSPENDED: 'the agent\'s account is suspended',
  AUTHORIZED_ONLY_FOR_DOMAIN_RO: 'the account belongs to betfair.ro: set BETFAIR_IDENTITY_URL to https://identitysso.betfair.ro',
  AUTHORIZED_ONLY_FOR_DOMAIN_SE: 'the account belongs to betfair.se: set BETFAIR_IDENTITY_URL to https://identitysso.betfair.se',
  NOT_AUTHORIZED_BY_REGULATOR_DK: 'the regulator of Denmark does not allow it',
  NOT_AUTHORIZED_BY_REGULATOR_IT: 'the regulator of Italy does not allow it',
  TRADING_MASTER: 'the account is a trading master: use one of a person',
  TRADING_MASTER_SUSPENDED: 'the trading master\'s account is suspended',
  TELBET_TERMS_CONDITIONS_NA: 'terms must be accepted: log in once at betfair.com',
  DUPLICATE_CARDS: 'the account has a card of another: see betfair.com',
  SECURITY_QUESTION_WRONG_3X: 'the security question was answered wrongly three times: see betfair.com',
  LIMITED_ACCESS: 'the account has limited access only: log in once at betfair.com and see what it asks for',
  LOGIN_RESTRICTED: 'the account may not log in: log in once at betfair.com and see why',
  INVALID_CONNECTIVITY_TO_REGULATOR_IT: 'the regulator of Italy cannot be reached',
  INVALID_CONNECTIVITY_TO_REGULATOR_DK: 'the regulator of Denmark cannot be reached',
  INPUT_VALIDATION_ERROR: 'user, password or application key is no such thing: correct BETFAIR_USERNAME, BETFAIR_PASSWORD or BETFAIR_APP_KEY',
  INVALID_APP_KEY: 'the application key is not known: correct BETFAIR_APP_KEY',
}
/** Betfair's own trouble, which passes. */
const PASSES = ['INTERNAL_ERROR', 'SERVICE_UNAVAILABLE', 'INVALID_CONNECTIVITY_TO_REGULATOR_IT', 'INVALID_CONNECTIVITY_TO_REGULATOR_DK']
const BAN_MS = 20 * 60_000

export type LoginRefusal = { readonly kind: 'fatal'; readonly error: AppError } | { readonly kind: 'wait'; readonly ms: number | null; readonly words: string }

/** `wait` with null: as long as the back-off says. What is no word of ours is not tried again: a locked account is worse than a feed that is down. */
export function loginRefusal(status: string): LoginRefusal {
  if (status === 'TEMPORARY_BAN_TOO_MANY_REQUESTS') return { kind: 'wait', ms: BAN_MS, words: 'there were too many logins: Betfair lets nobody in for 20 minutes' }
  const words = Object.hasOwn(WORDS, status) ? WORDS[status] : undefined
  if (PASSES.includes(status)) return { kind: 'wait', ms: null, words: words ?? 'Betfair has trouble of its own' }
  const known = /^[A-Z0-9_]{1,60}$/.test(status) ? status : 'an answer that is no status'
  return { kind: 'fatal', error: new AppError('CONFIG_INVALID', `Betfair does not let us log in (${known}): ${words ?? 'log in at betfair.com to see why, then start again'}.`) }
}
