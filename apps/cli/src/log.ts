/** The commands about the log that need no account: keys, and checks from outside. */
import { Option, type Command } from 'commander';
import { LOG_ENDINGS } from '#domain';
import type { ContinueOptions } from './log-own-entries.ts';
import { checkPublished, exportLog } from './log-following.ts';
import { LogAlarm, monitorLog, type MonitorOptions } from './log-monitor.ts';
import { beginState, makeKey, readKeyFile, resumeState } from './signer-files.ts';
import { untilStopped } from './stopping.ts';
import { wholeNumber } from './values.ts';

const FOUND_WRONG = 1;
const EVERY_SECONDS = 60;
const DAY_SECONDS = 86_400;

export function addLogCommands(log: Command, tell: (line: string) => void): void {
  addSignerCommands(log, tell);
  addOwnEntryCommands(log);
  addReaderCommands(log);
  addMonitorCommand(log);
}

/** For whoever runs a log. */
function addSignerCommands(log: Command, tell: (line: string) => void): void {
  log
    .command('keygen')
    .argument('<file>', 'where the private key goes; readable by its owner only')
    .description('make the key of a log and the state of its signer')
    .requiredOption('--name <origin>', 'the log’s name, like log.example.org/audit: it can never change')
    .option(
      '--state <folder>',
      'the signer’s state, never in a backup of the database; left out for a next key',
    )
    .action(async (file: string, { name, state }: { name: string; state: string | undefined }) => {
      if (state !== undefined) await beginState(state, name);
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
      const { size } = await resumeState(state, await readKeyFile(key), file);
      console.log(`The signer’s state is that of ${size} entries.`);
    });
}

/** What a log says of itself: for whoever administers the database. */
function addOwnEntryCommands(log: Command): void {
  log
    .command('add-key')
    .argument('<vkey>', 'the next key of the log, as `log keygen` printed it')
    .description('announce the key that the log goes over to, before it signs')
    .action(async (vkey: string) => {
      const { addKey } = await import('./log-own-entries.ts');
      const { origin } = await addKey(vkey);
      console.log(
        `${origin} announces this key. When the entry is published, give it to the sealer as LOG_NEXT_KEY_FILE.`,
      );
    });

  log
    .command('continue')
    .argument('<checkpoint>', 'a file with the last cosigned checkpoint of the log that ends')
    .description('end a log that cannot go on, and begin one of another name that says so')
    .requiredOption('--policy <file>', 'the policy of the log that ends')
    .requiredOption('--vkey <vkey>', 'the key of the log that begins')
    .addOption(new Option('--reason <reason>', 'why it ends').choices(LOG_ENDINGS).makeOptionMandatory())
    .action(async (file: string, options: Omit<ContinueOptions, 'checkpoint'>) => {
      const { continueLog } = await import('./log-own-entries.ts');
      const { ended, origin, size } = await continueLog({ ...options, checkpoint: file });
      console.log(`${ended} has ended. ${origin} begins with ${size} entries, of which the first says so.`);
    });
}

interface FsckOptions {
  readonly policy: string;
  readonly known: string[];
  readonly continues: string | undefined;
  readonly json: boolean;
}

/** For whoever reads one, and trusts nobody. */
function addReaderCommands(log: Command): void {
  log
    .command('fsck')
    .argument('<where>', 'the address of a published log, or a folder')
    .description('read a published log again, every entry and every tile')
    .requiredOption('--policy <file>', 'the logs and witnesses you trust')
    .option('--known <file...>', 'checkpoints seen earlier, which this log must continue', [])
    .option('--continues <file>', 'the last checkpoint of the log that this one continues')
    .option('--json', 'print the result as JSON', false)
    .action(async (where: string, { policy, known, continues, json }: FsckOptions) => {
      const { checkpoint, problems, notices, ...counts } = await checkPublished(
        where,
        policy,
        known,
        continues,
      );
      if (json)
        console.log(
          JSON.stringify({
            origin: checkpoint?.origin,
            size: checkpoint?.size,
            ...counts,
            notices,
            problems,
          }),
        );
      else {
        for (const notice of notices) console.log(notice);
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
}

function addMonitorCommand(log: Command): void {
  log
    .command('monitor')
    .argument('<where>', 'the address of a published log, or a folder')
    .description('follow a log: ends with an alarm on a fork, a rollback or an entry told twice')
    .requiredOption('--policy <file>', 'the logs and witnesses you trust')
    .requiredOption('--state <file>', 'what was seen so far')
    .option('--once', 'look once', false)
    .option('--every <seconds>', 'how often to look', wholeNumber(1, DAY_SECONDS), EVERY_SECONDS)
    .action(
      async (where: string, { every, ...options }: Omit<MonitorOptions, 'seconds'> & { every: number }) => {
        const stopping = new AbortController();
        if (!options.once) void untilStopped().then(() => stopping.abort());
        try {
          await monitorLog(where, { ...options, seconds: every }, stopping.signal, (line) =>
            console.log(line),
          );
        } catch (error) {
          if (!(error instanceof LogAlarm)) throw error;
          console.log(error.message);
          process.exitCode = FOUND_WRONG;
        }
      },
    );
}
