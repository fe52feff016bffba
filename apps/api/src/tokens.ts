/** What Nest injects under a name, because it is not a class of ours. */
export const CONFIG = Symbol('config');
export const METRICS = Symbol('metrics');
