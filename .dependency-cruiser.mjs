/**
 * The direction of the code, and the only description of it (docs/ARCHITECTURE.md draws it):
 *
 *   apps -> workflow -> database -> domain, transparency-log
 *           jobs, contract -> domain
 *           reports -> domain, transparency-log
 *           process -> config, database
 *           intake -> extraction
 *           extraction, transparency-log, config, durable-files, local-postgres -> nothing of ours
 *   cli  -> speaks HTTP to the api; starts it, and the worker, as processes
 */
const ours = '^(apps|libs|migrations|seeds|tests|bench)/';
const mayUse = (lib, ...others) => ({
  name: `${lib}-uses-only-${others.join('-') || 'itself'}`,
  severity: 'error',
  from: { path: `^libs/${lib}/` },
  to: { path: ours, pathNot: `^libs/(${[lib, ...others].join('|')})/` },
});
const onlyIn = (name, packages, paths) => ({
  name,
  severity: 'error',
  from: { path: '^(apps|libs)/', pathNot: `^(${paths.join('|')})/` },
  to: { path: `^node_modules/(${packages})/` },
});

export default {
  forbidden: [
    mayUse('config'),
    mayUse('domain'),
    mayUse('extraction'),
    mayUse('transparency-log'),
    mayUse('local-postgres'),
    mayUse('durable-files'),
    mayUse('contract', 'domain'),
    mayUse('intake', 'extraction'),
    mayUse('jobs', 'domain'),
    mayUse('reports', 'domain', 'transparency-log'),
    mayUse('process', 'config', 'database'),
    mayUse('database', 'domain', 'transparency-log'),
    mayUse('workflow', 'database', 'domain', 'transparency-log'),
    {
      name: 'apps-do-not-share',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'nothing-imports-an-app',
      severity: 'error',
      from: { path: '^(libs|migrations|seeds)/' },
      to: { path: '^apps/' },
    },
    {
      name: 'domain-needs-no-package',
      severity: 'error',
      from: { path: '^libs/(domain|transparency-log|extraction)/' },
      // Identifying languages takes more data than would be ours to keep.
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer'],
        pathNot: '^node_modules/eld/',
      },
    },
    {
      name: 'domain-needs-no-input-or-output',
      severity: 'error',
      from: { path: '^libs/(domain|extraction)/' },
      to: { dependencyTypes: ['core'] },
    },
    onlyIn('nest-only-in-apps', '@nestjs', ['apps/api', 'apps/worker']),
    onlyIn('bullmq-only-in-worker-and-jobs', 'bullmq', ['apps/worker', 'libs/jobs']),
    onlyIn('typeorm-only-near-the-database', 'typeorm', [
      'libs/database',
      'libs/workflow',
      'apps/api',
      'apps/sealer',
      'apps/worker',
      'apps/cli',
    ]),
    {
      name: 'eld-only-in-language',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^libs/extraction/src/language\\.ts$' },
      to: { path: '^node_modules/eld/' },
    },
    {
      // Types may refer to each other in a circle; what is loaded may not.
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: {
        circular: true,
        viaOnly: { dependencyTypesNot: ['type-only', 'pre-compilation-only', 'type-import'] },
      },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    // Imports of types are held to the direction too, and told apart from those that load something.
    tsPreCompilationDeps: 'specify',
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default'],
      exportsFields: ['exports'],
    },
  },
};
