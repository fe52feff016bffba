import { loadSealerConfig } from '#config';
import { runProcess } from '#process';
import { startSealer } from './start-sealer.ts';

await runProcess(async () => startSealer(loadSealerConfig(), (alarm) => process.exit(alarm.exitCode)));
