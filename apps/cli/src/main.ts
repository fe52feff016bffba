/**
 * The commands, described. What does their work is loaded when one of them runs: the database's libraries and the apps'
 * take a second, which nobody waits for who lists claims or asks for help.
 */
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import type { responses } from '#contract';
import { z } from 'zod';
import { addAdminCommands } from './admin.ts';
import { CHECKOUT } from './checkout.ts';
import { addClaimCommands } from './claims.ts';
import { Client, Refusal } from './client.ts';
import { rememberedSample } from './demo/remembered.ts';
import { addEraseCommands } from './erase.ts';
import { Failure } from './failure.ts';
import { addLogCommands } from './log.ts';
import { ingest, sentenceAbout, type IngestOptions } from './ingest.ts';
import type { StartOptions } from './start.ts';
import { aDay, aLanguage, anId, aName } from './values.ts';
import { verify, type VerifyOptions } from './verify.ts';
import { addWitnessCommands } from './witness/commands.ts';

/** Progress goes to the error stream, results to the output: a result can be piped on. */
const tell = (line: string) => void process.stderr.write(`${line}\n`);

/** A call that was not understood; what went wrong in a command that was is 1. */
const MISUSED = 2;

const program = new Command('countersign')
  .description('Collaborative fact-check review with a record anyone can check.')
  .version(versionHere())
  .showHelpAfterError()
  .exitOverride(({ exitCode }) => process.exit(exitCode ? MISUSED : 0));

program
  .command('demo')
  .description('do the main job with sample data, and stay up for you to try')
  .option('--once', 'do the whole job, print what happened, stop everything', false)
  .option('--reset', 'start over: forget what earlier runs left', false)
  .action(async (options: { once: boolean; reset: boolean }) => {
    const { demo } = await import('./demo/demo.ts');
    await demo(options, tell);
  });

program
  .command('start')
  .description('run the api and a worker, on DATABASE_URL or on a private PostgreSQL')
  .option('--open-workspace <name>', 'open a workspace first and print its admin’s token, once', aName)
  .option('--corrections-policy <file>', 'with --open-workspace: its text for readers who find a mistake')
  .option('--json', 'print the address as JSON', false)
  .action(async (options: StartOptions) => {
    const { start } = await import('./start.ts');
    await start(options, tell);
  });

program
  .command('migrate')
  .description('bring the schema up to this version (DATABASE_OWNER_URL, or the private PostgreSQL)')
  .option('--json', 'print the result as JSON', false)
  .action(async ({ json }: { json: boolean }) => {
    const { migrateDatabase } = await import('./database.ts');
    await migrateDatabase(tell);
    console.log(json ? JSON.stringify({ migrated: true }) : 'The schema is up to date.');
  });

program
  .command('ingest')
  .argument('<what>', 'a file (HTML, PDF, DOCX, EML, text), - for standard input, or an address')
  .description('hand a document in, and wait until its claims are found')
  .option('--title <title>')
  .option('--publisher <publisher>')
  .option('--published-at <date>', 'YYYY-MM-DD', aDay)
  .option('--language <tag>', 'BCP 47', aLanguage)
  .option('--document <id>', 'a document of which this is a new capture', anId)
  .option('--json', 'print the intake and the document as JSON', false)
  .action(async (what: string, { json, ...options }: IngestOptions & { json: boolean }) => {
    // Stages are for somebody who watches; a script gets the result and, if need be, the reason.
    const outcome = await ingest(
      client('editor'),
      what,
      options,
      process.stderr.isTTY ? tell : () => undefined,
    );
    if (json) console.log(JSON.stringify(outcome));
    else console.log(sentenceAbout(outcome));
    if (outcome.intake.refusal) process.exitCode = 1;
  });

program
  .command('documents')
  .description('work with documents')
  .command('show')
  .argument('<id>', 'the document’s id', anId)
  .description('the canonical text, its regions and its figures')
  .option('--json', 'print it as JSON', false)
  .action(async (id: string, { json }: { json: boolean }) => {
    type Document = z.infer<typeof responses.DocumentWithText>;
    const document = await client('editor').get<Document>(`/documents/${encodeURIComponent(id)}`);
    if (json) return console.log(JSON.stringify(document, null, 2));
    console.log(`${document.title}\n${document.publisher}, ${document.publishedAt ?? 'no date'}\n`);
    const characters = Array.from(document.text);
    for (const { label, start, end } of document.regions)
      console.log(`[${label}] ${characters.slice(start, end).join('')}\n`);
  });

addClaimCommands(program, client);

program
  .command('verify')
  .argument('<file>', 'the .proof.json of a report')
  .description('check a report’s proof offline: 0 valid, 1 invalid, 2 misused, 3 too few witnesses')
  .requiredOption('--policy <file>', 'the logs and witnesses you trust')
  .option('--report <file>', 'the report’s page, to compare with the one that was published')
  .option('--online', 'also ask the log what it records since', false)
  .option('--json', 'print the result as JSON', false)
  .action(async (file: string, options: VerifyOptions) => {
    process.exitCode = await verify(file, options, (line) => console.log(line));
  });

addEraseCommands(program, client);
addAdminCommands(program, tell);

const log = program.command('log').description('work with the log');
addLogCommands(log, tell);
log
  .command('verify')
  .description('check every entry, and every row against a replay of its entries')
  .option('--json', 'print the result as JSON', false)
  .action(async ({ json }: { json: boolean }) => {
    type LogCheck = z.infer<typeof responses.LogCheck>;
    const check = await client('admin').get<LogCheck>('/log/check');
    if (json) console.log(JSON.stringify(check));
    else {
      for (const problem of check.problems) console.log(problem);
      console.log(
        `${check.size} entries ordered, ${check.pending} waiting, ${check.streams} streams, ${check.problems.length} problems`,
      );
    }
    if (check.problems.length) process.exitCode = 1;
  });

addWitnessCommands(program, tell);

/** Of the program, as package.json has it. */
function versionHere(): string {
  const read: unknown = JSON.parse(readFileSync(join(CHECKOUT, 'package.json'), 'utf8'));
  return z.object({ version: z.string() }).parse(read).version;
}

/** COUNTERSIGN_URL and COUNTERSIGN_TOKEN; without them the demo that runs, as somebody with the role. */
function client(role: string): Client {
  const sample = rememberedSample();
  const address = process.env.COUNTERSIGN_URL ?? sample?.address;
  const token =
    process.env.COUNTERSIGN_TOKEN ??
    Object.values(sample?.people ?? {}).find((one) => one.role === role)?.token;
  if (!address || !token)
    throw new Failure('Set COUNTERSIGN_URL and COUNTERSIGN_TOKEN, or start the demo first.');
  if (!URL.canParse(address)) throw new Failure('COUNTERSIGN_URL is an address like http://127.0.0.1:3000.');
  if (!/^[\x21-\x7e]+$/.test(token)) throw new Failure('COUNTERSIGN_TOKEN has characters that no token has.');
  return new Client(address, token);
}

try {
  await program.parseAsync();
} catch (error) {
  console.error(await tellWhy(error));
  process.exitCode = 1;
}

async function tellWhy(error: unknown): Promise<string> {
  if (error instanceof Refusal) return error.message;
  if (error instanceof Failure) return error.message;
  const { explain } = await import('./explain.ts');
  return explain(error);
}
