/** Comments by which people ask scanners to look away. They are reported, and never turn a verdict into a pass. */

const here = /gitleaks:allow|\bnosec\b|\bnoqa\b|pragma:\s*(?:allowlist|whitelist)\s+secret|nosemgrep|trufflehog:\s*ignore|ggignore|\bNOSONAR\b|detect-secrets:\s*ignore|checkov:skip|tfsec:ignore|trivy:ignore|secretlint-disable-line|kics-scan ignore-line|bearer:disable/i;
const next = /pragma:\s*(?:allowlist|whitelist)\s+nextline\s+secret|secretlint-disable-next-line|nosemgrep:?[^\n]*next/i;

/** The mark that stands on the line of the place, or on the one before where it means the next one. */
export function suppressionAt(text: string, place: number): string | undefined {
  const start = text.lastIndexOf('\n', place - 1) + 1;
  const end = text.indexOf('\n', place);
  const line = text.slice(Math.max(start, place - 2000), Math.min(end < 0 ? text.length : end, place + 2000));
  const before = start === 0 ? '' : text.slice(Math.max(text.lastIndexOf('\n', start - 2) + 1, start - 500), start - 1);
  return here.exec(line)?.[0] ?? next.exec(before)?.[0];
}
