import { hostileValues } from './hostile-values'
import type { Kind } from './kind'
import { mutatedText } from './mutated-text'
import { oddBody } from './odd-body'
import { oddDocument } from './odd-document'
import { oddGet } from './odd-get'
import { oddHttp } from './odd-http'
import { rawBytes } from './raw-bytes'
import { validOperation } from './valid-operation'

export const allKinds: readonly Kind[] = [validOperation, hostileValues, oddDocument, mutatedText, oddBody, oddGet, oddHttp, rawBytes]
