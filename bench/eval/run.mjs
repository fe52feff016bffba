// npm run eval: builds what is stale and prints every measured figure.
import { buildIfStale } from '../../bin/build.mjs';

buildIfStale();
await import(new URL('../../dist/bench/eval/run.js', import.meta.url).href);
