import { describeProcessors } from './processors.ts';

describeProcessors('postgres');
