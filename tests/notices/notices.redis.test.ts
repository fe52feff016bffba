import { noticesOn } from './notices.ts';

noticesOn('redis');
