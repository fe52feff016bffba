import { noticesOn } from './notices.ts';

noticesOn('postgres');
