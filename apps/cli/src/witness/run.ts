/** `countersign witness run`: its options as settings, and the process itself. */
import { loadWitnessConfig, UnsafeSettings } from '#config';
import { runProcess } from '#process';
import type { Policy, Signer } from '#transparency-log';
import { Failure } from '../failure.ts';
import { readPolicyFile } from '../log-following.ts';
import { readWitnessKey } from '../signer-files.ts';
import { startWitness, type WitnessSettings } from './start-witness.ts';

export interface RunOptions {
  readonly key: string;
  readonly state: string;
  readonly logs: string;
  readonly host: string;
  readonly port: number;
}

export const runWitness = (options: RunOptions): Promise<void> =>
  runProcess(async () => startWitness(await settingsOf(options)));

async function settingsOf({ key, state, logs, host, port }: RunOptions): Promise<WitnessSettings> {
  const { signer, policy } = await filesOf(key, logs);
  if (!policy.logs.length) throw new UnsafeSettings(`${logs} names no log to witness.`);
  return {
    signer,
    logs: policy.logs,
    stateFolder: state,
    host,
    port,
    logLevel: loadWitnessConfig().LOG_LEVEL,
  };
}

async function filesOf(key: string, logs: string): Promise<{ signer: Signer; policy: Policy }> {
  try {
    return { signer: await readWitnessKey(key), policy: await readPolicyFile(logs) };
  } catch (error) {
    // A process that starts says what is wrong with its settings in this way.
    throw error instanceof Failure ? new UnsafeSettings(error.message) : error;
  }
}
