import { describeRereview } from './rereview.ts';

describeRereview('postgres');
