import 'reflect-metadata';
import { loadApiConfig } from '#config';
import { runProcess } from '#process';
import { startApi } from './start-api.ts';

await runProcess(async () => startApi(loadApiConfig()));
