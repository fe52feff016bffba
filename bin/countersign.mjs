#!/usr/bin/env node
import { buildIfStale } from './build.mjs';

try {
  buildIfStale();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
await import('../dist/apps/cli/src/main.js');
