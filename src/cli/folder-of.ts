/** The folder that a command is about, of a path to it or to a file in it. */
import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { WrongUse } from './wrong-use.ts';

/** @throws WrongUse when nothing is there. */
export function folderOf(path: string): string {
  const target = resolve(path);
  if (!existsSync(target)) throw new WrongUse(`There is no ${path}.`);
  return statSync(target).isDirectory() ? target : dirname(target);
}
