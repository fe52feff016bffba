/** Erasing for good: what somebody may ask for by law, in words that a script cannot type by accident. */
import { Option, type Command } from 'commander';
import { LEGAL_BASES, type ErasureTarget } from '#domain';
import type { Client } from './client.ts';
import { aLeafHash, anId } from './values.ts';

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
      .addOption(new Option('--basis <code>', 'the grounds').choices(LEGAL_BASES).makeOptionMandatory())
      .requiredOption('--reason <text>', 'why; it is recorded, so name nobody in it');
  const send = async (target: ErasureTarget, { basis, reason }: Grounds) => {
    await client('admin').post('/erasures', { target, basis, reason });
    console.log('It is erased. Backups from before still hold it: see docs/erasure.md.');
  };

  what('person', 'the personal data of somebody who was deactivated')
    .argument('<person>', 'their id', anId)
    .action((personId: string, grounds: Grounds) => send({ kind: 'person', personId }, grounds));
  what('fields', 'fields of one entry, and every copy of what they say')
    .argument('<leaf-hash>', 'the entry, as GET /api/v1/log/entries gives it', aLeafHash)
    .argument('<names...>', 'the fields: rationale, evidence, reason…')
    .action((leafHash: string, names: string[], grounds: Grounds) =>
      send({ kind: 'fields', leafHash, names }, grounds),
    );
  what('version', 'the text of a document’s version, and what quotes it')
    .argument('<document>', 'the document’s id', anId)
    .argument('<version>', 'the version’s id', anId)
    .action((documentId: string, versionId: string, grounds: Grounds) =>
      send({ kind: 'version', documentId, versionId }, grounds),
    );
}
