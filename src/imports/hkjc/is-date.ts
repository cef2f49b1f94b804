const DATE = /^(\d{4})-(\d\d)-(\d\d)$/

/** A day of the calendar as `YYYY-MM-DD`. */
export const isDate = (text: string): boolean => {
  const match = DATE.exec(text)
  if (match === null) return false
  const [month, day] = [Number(match[2]), Number(match[3])]
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(Number(match[1]), month, 0)).getUTCDate()
}
