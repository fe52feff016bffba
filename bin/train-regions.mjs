// node bin/train-regions.mjs: writes the weights of the line classifier anew; see bench/train-regions.ts.
import { buildIfStale } from './build.mjs';

buildIfStale();
await import('../dist/bench/train-regions.js');
