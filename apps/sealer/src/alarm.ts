/** What the exit code of the sealer says to its supervisor. 1 stays for bugs and settings. */
export const ALARMS = {
  'log-shrunk': 3,
  'log-rewritten': 4,
  'tree-broken': 5,
  'state-behind': 6,
  'another-sealer': 7,
  'another-log': 8,
} as const;
export type AlarmCode = keyof typeof ALARMS;

/**
 * The database no longer continues what was signed, or somebody else signs. A person has to look: to sign again would
 * be the attack itself. The message says what was found and what to do.
 */
export class Alarm extends Error {
  override readonly name = 'Alarm';

  constructor(
    readonly code: AlarmCode,
    message: string,
  ) {
    super(message);
  }

  get exitCode(): number {
    return ALARMS[this.code];
  }
}
