const LOCAL = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** Whether a URL leads to this machine only. */
export const isLoopback = (url: string): boolean => {
  try { return LOCAL.test(new URL(url).hostname) } catch { return false }
}
