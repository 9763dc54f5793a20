/** One workflow command of GitHub Actions, with what would end it or a property escaped. */
import { wellFormed } from './well-formed.ts';

/** `::error file=a.ts,line=3::message`. Properties that are undefined are left out. */
export function workflowCommand(name: string, properties: Readonly<Record<string, string | number | undefined>>, message: string): string {
  const written = Object.entries(properties).flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${property(String(value))}`]));
  return `::${name}${written.length === 0 ? '' : ` ${written.join(',')}`}::${data(message)}`;
}

function data(text: string): string {
  return wellFormed(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
