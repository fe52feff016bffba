/** The compiled api and worker as processes that die at one line of a request's way after another, and are started again. */
import { join } from 'node:path';
import { mainOf, spawnNode, type Spawned } from '../support/spawned.ts';

const DIE_AT = join(import.meta.dirname, 'die-at.mjs');

/** The lines of a request's way where each app is killed; `die-at.mjs` knows what they mean. */
export const LINES = {
  api: ['before-commit', 'after-commit'],
  worker: ['before-commit', 'after-commit', 'after-ordering', 'after-enqueueing'],
} as const;
export type App = keyof typeof LINES;

export interface MortalProcess {
  /** Counts the deaths at each line. */
  readonly deaths: Map<string, number>;
  /** Everything that was not a death at a line: a process that ended by itself. */
  readonly accidents: string[];
  /** Settles when it has died at every line as often as it was told to, and runs on unharmed. */
  readonly survived: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Keeps one app running: each life ends at the next of its lines, after it was passed a few times unharmed, until it
 * has died `times` times at each.
 */
export function keepRunning(app: App, environment: Record<string, string>, times: number): MortalProcess {
  const deaths = new Map<string, number>(LINES[app].map((line) => [`${app} ${line}`, 0]));
  const accidents: string[] = [];
  const lives = Array.from({ length: times }, (_, round) =>
    LINES[app].map((line, index) => ({ DIE_AT: line, DIE_AFTER: String((round * 3 + index * 2) % 7) })),
  ).flat();
  let life: Spawned;
  let ended: Promise<void>;
  let stopping = false;
  const survived = new Promise<void>((resolve) => {
    const live = (): void => {
      const end = lives.shift();
      if (!end) resolve();
      life = spawnNode(['--import', DIE_AT, mainOf(app)], { ...environment, ...end });
      ended = life.ended.then(({ code, signal, stdout, stderr }) => {
        const line = /^died (\S+)$/m.exec(stdout)?.[1];
        if (signal === 'SIGKILL' && line) count(deaths, `${app} ${line}`);
        else if (!stopping) accidents.push(`${app} ended with ${code ?? signal}: ${stderr}${stdout}`);
        if (!stopping) live();
      });
    };
    live();
  });
  return {
    deaths,
    accidents,
    survived,
    async stop() {
      stopping = true;
      life.child.kill('SIGTERM');
      await ended;
    },
  };
}

const count = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
