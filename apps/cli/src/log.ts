/** The commands about the log that need no account: keys, and checks from outside. */
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { checkPublished, exportLog, LogAlarm, monitorLog, type MonitorOptions } from './log-following.ts';
import { beginState, makeKey, readKeyFile, resumeState } from './signer-files.ts';
import { untilStopped } from './stopping.ts';

const FOUND_WRONG = 1;
const EVERY_SECONDS = '60';

export function addLogCommands(log: Command, tell: (line: string) => void): void {
  addSignerCommands(log, tell);
  addReaderCommands(log);
}

/** For whoever runs a log. */
function addSignerCommands(log: Command, tell: (line: string) => void): void {
  log
    .command('keygen')
    .argument('<file>', 'where the private key goes; readable by its owner only')
    .description('make the key of a log and the state of its signer')
    .requiredOption('--name <origin>', 'the log’s name, like log.example.org/audit: it can never change')
    .requiredOption('--state <folder>', 'the signer’s state; never in a backup of the database')
    .action(async (file: string, { name, state }: { name: string; state: string }) => {
      await beginState(state, name);
      const { vkey } = await makeKey(file, name, 'log');
      console.log(vkey);
      tell(`For readers’ policies: log ${vkey} https://…/log`);
    });

  log
    .command('resume')
    .argument('<checkpoint>', 'a file with the newest checkpoint that anybody has')
    .description('take up a signer’s state that was lost')
    .requiredOption('--key <file>')
    .requiredOption('--state <folder>')
    .action(async (file: string, { key, state }: { key: string; state: string }) => {
      const { size } = await resumeState(state, await readKeyFile(key), await readFile(file, 'utf8'));
      console.log(`The signer’s state is that of ${size} entries.`);
    });
}

/** For whoever reads one, and trusts nobody. */
function addReaderCommands(log: Command): void {
  log
    .command('fsck')
    .argument('<where>', 'the address of a published log, or a folder')
    .description('read a published log again, every entry and every tile')
    .requiredOption('--policy <file>', 'the logs and witnesses you trust')
    .option('--known <file...>', 'checkpoints seen earlier, which this log must continue', [])
    .option('--json', 'print the result as JSON', false)
    .action(async (where: string, options: { policy: string; known: string[]; json: boolean }) => {
      const { checkpoint, problems, ...counts } = await checkPublished(where, options.policy, options.known);
      if (options.json)
        console.log(
          JSON.stringify({ origin: checkpoint?.origin, size: checkpoint?.size, ...counts, problems }),
        );
      else {
        for (const { where: place, reason } of problems) console.log(`${place}: ${reason}`);
        console.log(
          `${checkpoint?.origin ?? 'no checkpoint'}: ${counts.entries} entries in ${counts.streams} streams, ${counts.tiles} files, ${problems.length} problems`,
        );
      }
      if (problems.length) process.exitCode = FOUND_WRONG;
    });

  log
    .command('export')
    .argument('<where>', 'the address of a published log, or a folder')
    .argument('<folder>')
    .description('copy a whole published log, and check the copy')
    .requiredOption('--policy <file>', 'the logs and witnesses you trust')
    .action(async (where: string, folder: string, { policy }: { policy: string }) => {
      console.log(`${await exportLog(where, folder, policy)} entries are in ${folder}.`);
    });

  log
    .command('monitor')
    .argument('<where>', 'the address of a published log, or a folder')
    .description('follow a log: ends with an alarm on a fork, a rollback or an entry told twice')
    .requiredOption('--policy <file>', 'the logs and witnesses you trust')
    .requiredOption('--state <file>', 'what was seen so far')
    .option('--once', 'look once', false)
    .option('--every <seconds>', 'how often to look', EVERY_SECONDS)
    .action(
      async (where: string, { every, ...options }: Omit<MonitorOptions, 'seconds'> & { every: string }) => {
        const stopping = new AbortController();
        if (!options.once) void untilStopped().then(() => stopping.abort());
        try {
          const seconds = Math.max(1, Number(every) || Number(EVERY_SECONDS));
          await monitorLog(where, { ...options, seconds }, stopping.signal, (line) => console.log(line));
        } catch (error) {
          if (!(error instanceof LogAlarm)) throw error;
          console.log(error.message);
          process.exitCode = FOUND_WRONG;
        }
      },
    );
}
