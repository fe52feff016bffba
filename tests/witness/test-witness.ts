/** A witness in this process, and what is asked of it over HTTP. */
import { nodeCrypto, parsePolicy, utf8, type Policy } from '#transparency-log';
import { startWitness } from '../../apps/cli/src/witness/start-witness.ts';
import { LOG_KEY, NEXT_KEY, WITNESS_KEY } from './history.ts';

export interface TestWitness {
  readonly address: string;
  ask(body: string | Uint8Array): Promise<{ status: number; type: string | null; text: string }>;
  get(path: string): Promise<{ status: number; text: string }>;
  stop(): Promise<void>;
}

/** Of readers who trust the log under both of its keys, and its witness. */
export const testPolicy = (): Promise<Policy> =>
  parsePolicy(
    utf8(`log ${LOG_KEY.vkey}\nlog ${NEXT_KEY.vkey}\nwitness north ${WITNESS_KEY.vkey}\nquorum north\n`),
    nodeCrypto,
  );

export async function startTestWitness(stateFolder: string): Promise<TestWitness> {
  const { logs } = await testPolicy();
  const running = await startWitness({
    signer: WITNESS_KEY,
    logs,
    stateFolder,
    host: '127.0.0.1',
    port: 0,
    logLevel: 'silent',
  });
  const { address } = running;
  return {
    address,
    stop: () => running.stop(),
    async ask(body) {
      const response = await fetch(`${address}/add-checkpoint`, { method: 'POST', body: Buffer.from(body) });
      return {
        status: response.status,
        type: response.headers.get('content-type'),
        text: await response.text(),
      };
    },
    async get(path) {
      const response = await fetch(`${address}${path}`);
      return { status: response.status, text: await response.text() };
    },
  };
}
