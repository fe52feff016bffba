/** What is handed to controllers by name rather than by class. */
export const CONFIG = Symbol('config');
export const METRICS = Symbol('metrics');
export const ARCHIVE = Symbol('archive');
