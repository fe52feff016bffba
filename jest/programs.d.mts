export function missingPrograms(): string[];
export function leftOutSuites(): string[];
