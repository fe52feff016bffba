import type { Report, Settings } from './simulate.ts';

const list = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([what, count]) => `${what} ${count}`)
    .join(', ') || 'none';

/** The figures of a run, a line each. */
export function describeReport(kind: string, settings: Settings, report: Report): string[] {
  const { standing, midway, deadlines, escalations, fairness } = report;
  const { given, waits } = fairness;
  const round = (value: number) => value.toFixed(value < 10 ? 1 : 0);
  return [
    `${kind}: ${settings.claims} claims, ${settings.reviewers} reviewers, ${settings.desks} desks, seed ${settings.seed}; ${report.steps} steps, ${round(report.simulatedHours)} h simulated`,
    `  done: ${list(report.did)}`,
    `  refused: ${list(report.heard)}`,
    `  clock jumps ${report.jumps}, wipes of Redis ${report.wipes}, dead jobs ${report.deadJobs}`,
    `  violations: ${list(report.violations)}; done that should be refused: ${report.wronglyDone.length}`,
    `  deadlines passed ${deadlines.passed}, leases run out ${deadlines.expired}, rounds escalated ${escalations.escalated}; not exactly once or not in time: ${deadlines.problems.length + escalations.problems.length}`,
    `  claims: ${list(standing.statuses)}; slots held ${standing.heldSlots}, waiting ${standing.waitingSlots} (${list(standing.reasons)}), untrue reasons: ${standing.problems.length}`,
    `  midway, in ${midway.looks} looks: ${midway.waiting} slots waiting (${list(midway.reasons)}), untrue reasons: ${midway.problems.length}`,
    `  log problems: ${report.logProblems.length}`,
    `  assignments a reviewer: ${given.least} to ${given.most}, median ${given.median}, variation ${given.variation.toFixed(2)}`,
    ...waits.map(
      ({ from, slots, median, p95, most }) =>
        `  priority from ${from}: ${slots} slots waited ${round(median)} min in the median, p95 ${round(p95)}, at most ${round(most)}`,
    ),
  ];
}
