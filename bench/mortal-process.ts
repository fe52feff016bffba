/** A process that dies at one line of its way after another (`die-at.mjs` knows them), and is started again each time. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface Mortal {
  /** What is killed: the checkout's compiled app of this name. */
  readonly app: 'api' | 'worker' | 'sealer';
  readonly checkout: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Where each life ends, in this order. */
  readonly lines: readonly string[];
  /** An exit code that is no accident: it refused, and lives that life again. */
  readonly refusesWith?: number;
}

export interface MortalProcess {
  /** Counts the deaths at each line. */
  readonly deaths: ReadonlyMap<string, number>;
  /** Everything that was neither a death at a line nor a refusal: a process that ended by itself. */
  readonly accidents: readonly string[];
  readonly refusals: () => number;
  /** Settles when it has died at every line, and runs on unharmed. */
  readonly survived: Promise<void>;
  stop(): Promise<void>;
}

/** The lines, this many times over. */
export const timesOver = (times: number, lines: readonly string[]): string[] =>
  Array.from({ length: times }, () => lines).flat();

/** How often a life passes its line unharmed: differently each time, and never long. */
const sparedIn = (life: number): string => String((life * 2) % 3);

/** Keeps it running until it is stopped. */
export function keepRunning({ app, checkout, environment, lines, refusesWith }: Mortal): MortalProcess {
  const deaths = new Map<string, number>(lines.map((line) => [`${app} ${line}`, 0]));
  const accidents: string[] = [];
  let refusals = 0;
  let life = 0;
  let child: ChildProcess;
  let ended: Promise<void>;
  let stopping = false;
  const survived = new Promise<void>((resolve) => {
    const live = (): void => {
      const line = lines[life];
      if (!line) resolve();
      const end = line ? { DIE_AT: line, DIE_AFTER: sparedIn(life) } : {};
      const begun = start(app, checkout, { ...environment, ...end });
      ({ child } = begun);
      ended = begun.ended.then(({ code, signal, output }) => {
        const at = /^died (\S+)$/m.exec(output)?.[1];
        if (signal === 'SIGKILL' && at) {
          deaths.set(`${app} ${at}`, (deaths.get(`${app} ${at}`) ?? 0) + 1);
          life++;
        } else if (refusesWith !== undefined && code === refusesWith) refusals++;
        else if (!stopping) {
          accidents.push(`${app} ended with ${code ?? signal}: ${output}`);
          life++;
        }
        if (!stopping) live();
      });
    };
    live();
  });
  return {
    deaths,
    accidents,
    refusals: () => refusals,
    survived,
    async stop() {
      stopping = true;
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Nothing of this run's own settings reaches it but what is named. */
function start(app: string, checkout: string, environment: Record<string, string>) {
  const main = join(checkout, `dist/apps/${app}/src/main.js`);
  const child = spawn(process.execPath, ['--import', join(checkout, 'bench/die-at.mjs'), main], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  // Not "exit": what it wrote last may come after that.
  const ended = once(child, 'close').then(([code, signal]: (number | string | null)[]) => ({
    code,
    signal,
    output,
  }));
  return { child, ended };
}
