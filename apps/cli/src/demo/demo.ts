import { join } from 'node:path';
import { startLocalPostgres } from '#local-postgres';
import { dataDir, forget } from '../data-dir.ts';
import { openPrivateDatabase } from '../database.ts';
import { startProcesses } from '../processes.ts';
import { untilStopped } from '../stopping.ts';
import { readSeeds, type SeedDecision } from './seed-data.ts';
import { Story, type Tell } from './story.ts';
import { invitation, summarise } from './summary.ts';
import { openSample, rememberSample } from './workspace.ts';

export interface DemoOptions {
  readonly once: boolean;
  readonly reset: boolean;
}

/** The whole job with the sample data, on a private PostgreSQL. Everything that was started is stopped again. */
export async function demo({ once, reset }: DemoOptions, tell: Tell): Promise<void> {
  const seeds = readSeeds();
  if (reset) await startOver(tell);
  const stopping = untilStopped();
  const database = await openPrivateDatabase(tell);
  try {
    const sample = await openSample(database.appUrl, seeds);
    tell('Starting the api and the worker …');
    const processes = await startProcesses(database);
    try {
      const running = rememberSample({ ...sample, address: processes.address });
      const story = new Story(processes.address, running, seeds, tell);
      const told = tellStory(story, seeds.decisions, once, tell);
      // Whichever comes first: the end of the story, a signal, or a process that died.
      const ended = await Promise.race([told, stopping, processes.died]);
      if (typeof ended === 'string') throw new Error(ended);
      if (ended === undefined) return;
      console.log(ended.summary);
      if (once) return;
      console.log(invitation(processes.address, running));
      const died = await Promise.race([stopping, processes.died]);
      if (typeof died === 'string') throw new Error(died);
    } finally {
      tell('Stopping …');
      await processes.stop();
    }
  } finally {
    await database.stop();
  }
}

async function tellStory(
  story: Story,
  decisions: readonly SeedDecision[],
  once: boolean,
  tell: Tell,
): Promise<{ summary: string }> {
  await story.receiveDocuments();
  tell('Triage: accepting claims, declining others, routing to the desks …');
  const half = once ? decisions : decisions.filter((_, index) => index % 2 === 0);
  const chosen = await story.triage(half);
  await story.review(chosen);
  await story.settle(chosen);
  tell('Signing off and publishing …');
  const address = await story.publish(chosen);
  // The other half goes to the desks now, for whoever tries the demo.
  if (!once) await story.triage(decisions);
  await story.untilLogged();
  return { summary: await summarise(story, chosen, address) };
}

async function startOver(tell: Tell): Promise<void> {
  const folder = dataDir();
  tell(`Starting over: removing ${folder} …`);
  // Adopted or started, it is stopped before its files go.
  await startLocalPostgres(folder).then(
    (postgres) => postgres.stop(),
    () => undefined, // what cannot be started need not be stopped
  );
  for (const part of ['postgres', 'demo.json', 'accounts.json', 'logs']) forget(join(folder, part));
}
