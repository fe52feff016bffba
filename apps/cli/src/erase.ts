/** Erasing for good: what somebody may ask for by law, in words that a script cannot type by accident. */
import type { Command } from 'commander';
import { LEGAL_BASES, type ErasureTarget } from '#domain';
import type { Client } from './client.ts';

interface Grounds {
  readonly basis: string;
  readonly reason: string;
}

export function addEraseCommands(program: Command, client: (role: string) => Client): void {
  const erase = program
    .command('erase')
    .description('erase for good what must not be kept; the log and every proof stay valid');

  const what = (name: string, description: string) =>
    erase
      .command(name)
      .description(description)
      .requiredOption('--basis <code>', `the grounds: ${LEGAL_BASES.join(', ')}`)
      .requiredOption('--reason <text>', 'why; it is recorded, so name nobody in it');
  const send = async (target: ErasureTarget, { basis, reason }: Grounds) => {
    await client('admin').post('/erasures', { target, basis, reason });
    console.log('It is erased. Backups from before still hold it: see docs/erasure.md.');
  };

  what('person', 'the personal data of somebody who was deactivated')
    .argument('<person>', 'their id')
    .action((personId: string, grounds: Grounds) => send({ kind: 'person', personId }, grounds));
  what('fields', 'fields of one entry, and every copy of what they say')
    .argument('<leaf-hash>', 'the entry, as a claim’s history gives it')
    .argument('<names...>', 'the fields: rationale, evidence, reason…')
    .action((leafHash: string, names: string[], grounds: Grounds) =>
      send({ kind: 'fields', leafHash, names }, grounds),
    );
  what('version', 'the text of a document’s version, and what quotes it')
    .argument('<document>', 'the document’s id')
    .argument('<version>', 'the version’s id')
    .action((documentId: string, versionId: string, grounds: Grounds) =>
      send({ kind: 'version', documentId, versionId }, grounds),
    );
}
