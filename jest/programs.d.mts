export function programPath(name: 'redis' | 'chromium'): string | undefined;
export function missingPrograms(): string[];
export function leftOutSuites(): string[];
