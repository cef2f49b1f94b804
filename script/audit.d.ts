interface Locked { readonly version?: string; readonly license?: string; readonly hasInstallScript?: boolean; readonly integrity?: string; readonly resolved?: string; readonly link?: boolean; readonly name?: string; readonly inBundle?: boolean }
export function findingsIn(lock: { readonly packages: Readonly<Record<string, Locked>> }, manifest: { readonly allowScripts?: Readonly<Record<string, boolean>> }): string[]
export function judge(stdout: string, stderr: string): { readonly audited: false; readonly why: string } | { readonly audited: true; readonly bad: readonly string[]; readonly told: string }
export function mayUse(licence: string): boolean
