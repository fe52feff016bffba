import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the project, whether this runs from the sources or from dist/. */
export const CHECKOUT = findCheckout(dirname(fileURLToPath(import.meta.url)));

function findCheckout(from: string): string {
  if (existsSync(join(from, 'nest-cli.json'))) return from;
  const above = dirname(from);
  if (above === from) throw new Error('the project’s folder was not found');
  return findCheckout(above);
}
