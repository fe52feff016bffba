/**
 * The verbs by which English reports what somebody says. Forms that are more often nouns ("states", "notes", "calls",
 * "reports") are left out: they would make a speaker of whatever stands before them.
 */
export const REPORTING_VERBS = `
  said says told tells added adds stated reported announced announces claimed claims insisted insists argued argues warned warns
  testified testifies wrote writes alleged alleges denied denies confirmed confirms acknowledged acknowledges admitted admits
  explained explains noted estimated accused accuses dismissed dismisses called described describes rejected rejects concluded
  concludes maintained maintains asserted asserts declared declares responded replied tweeted posted predicted`
  .trim()
  .split(/\s+/)
  .join('|');
