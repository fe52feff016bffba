/** `countersign witness`: for an organisation that vouches for the logs of others. */
import type { Command } from 'commander';
import { readCheckpointFile, readPolicyFile } from '../log-following.ts';
import { makeKey } from '../signer-files.ts';
import { wholeNumber } from '../values.ts';
import type { RunOptions } from './run.ts';
import { admitLog, resumeLog } from './state.ts';

export function addWitnessCommands(program: Command, tell: (line: string) => void): void {
  const witness = program.command('witness').description('vouch that the logs of others only grow');
  witness
    .command('run', { isDefault: true })
    .description('answer logs that ask for a signature (c2sp.org/tlog-witness)')
    .requiredOption('--key <file>', 'made by `countersign witness keygen`')
    .requiredOption('--state <folder>', 'what was signed; never put back from an older copy')
    .requiredOption('--logs <file>', 'a policy: the logs to witness')
    .option('--host <address>', 'where to listen', '127.0.0.1')
    .option('--port <number>', '0 picks a free one', wholeNumber(0, 65_535), 8300)
    .action(async (options: RunOptions) => {
      const { runWitness } = await import('./run.ts');
      await runWitness(options);
    });

  witness
    .command('keygen')
    .argument('<file>', 'where the private key goes; readable by its owner only')
    .description('make the key of a witness')
    .requiredOption('--name <name>', 'like witness.example.org/north: it can never change')
    .action(async (file: string, { name }: { name: string }) => {
      const { vkey } = await makeKey(file, name, 'witness');
      console.log(vkey);
      tell(`For logs’ and readers’ policies: witness NAME ${vkey} https://…`);
    });

  witness
    .command('admit')
    .argument('<origin>', 'the log’s name')
    .description('begin to witness a log for which this witness has never signed')
    .requiredOption('--state <folder>')
    .action(async (origin: string, { state }: { state: string }) => {
      await admitLog(state, origin);
      console.log(`${origin} is witnessed from its beginning.`);
    });

  witness
    .command('resume')
    .argument('<checkpoint>', 'a file with the newest checkpoint that carries this witness’s signature')
    .description('take up a state that was lost')
    .requiredOption('--state <folder>')
    .requiredOption('--logs <file>', 'a policy: the logs to witness')
    .action(async (file: string, { state, logs }: { state: string; logs: string }) => {
      const head = await readCheckpointFile(file, await readPolicyFile(logs));
      await resumeLog(state, head.origin, head);
      console.log(`${head.origin} is witnessed from ${head.size} entries on.`);
    });
}
