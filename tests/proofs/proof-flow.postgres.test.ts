import { describeProofFlow } from './proof-flow.ts';

describeProofFlow('postgres');
