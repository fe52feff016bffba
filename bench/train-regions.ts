/**
 * node bin/train-regions.mjs: learns the line classifier from the article extraction benchmark (DATA_DIR) and writes its
 * weights into libs/extraction/src/regions/line-model.ts. The same data give the same file, byte for byte.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { articlePages } from './eval/article-pages.ts';
import { lineModelSource } from './eval/region-training.ts';

const file = path.resolve('libs/extraction/src/regions/line-model.ts');
const source = lineModelSource(articlePages());
writeFileSync(file, source);
console.log(`${file}: ${source.length} characters`);
