import 'reflect-metadata';
import { loadWorkerConfig } from '#config';
import { runProcess } from '#process';
import { startWorker } from './start-worker.ts';

await runProcess(async () => startWorker(loadWorkerConfig()));
