import { readFile } from 'node:fs/promises';
import { Failure } from './failure.ts';

/** A file that somebody named. @throws Failure */
export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new Failure(`${file} cannot be read. (${String(error)})`);
  }
}
