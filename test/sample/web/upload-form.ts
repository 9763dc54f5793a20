/** The page's side of an upload: refuses early what the service would refuse anyway. The service decides. */
const maximumSize = 10 * 1024 * 1024;

export class UploadRefused extends Error {}

/** Throws when a file cannot be accepted. */
export function checkFile(file: File): void {
  if (file.size === 0) throw new UploadRefused('The file is empty.');
  if (file.size > maximumSize) throw new UploadRefused('The file is larger than 10 MB.');
}

/** Sends a file and gives back its name. */
export async function sendFile(file: File, token: string): Promise<string> {
  checkFile(file);
  const response = await fetch('/files', { method: 'POST', body: file, headers: { Authorization: `Bearer ${token}` } });
  const answer = (await response.json()) as { name?: string; error?: string };
  if (!response.ok || answer.name === undefined) throw new UploadRefused(answer.error ?? 'The service did not accept the file.');
  return answer.name;
}

/** Shows the outcome as text, never as markup. */
export function showOutcome(element: HTMLElement, outcome: string): void {
  element.textContent = outcome;
}
