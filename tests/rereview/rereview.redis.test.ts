import { describeRereview } from './rereview.ts';

describeRereview('redis');
