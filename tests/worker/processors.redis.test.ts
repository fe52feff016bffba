import { describeProcessors } from './processors.ts';

describeProcessors('redis');
