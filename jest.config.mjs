import { leftOutSuites } from './jest/programs.mjs';

export default {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'require', 'default'] },
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', ...leftOutSuites()],
  globalSetup: '<rootDir>/tests/support/global-setup.ts',
  globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
  resolver: '<rootDir>/jest/resolver.cjs',
  transform: { '\\.(ts|tsx|js|mjs)$': '<rootDir>/jest/transform.cjs' },
  transformIgnorePatterns: [],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
  testTimeout: 60_000,
  // One file at a time: many of them start processes and wait for what happens within seconds. In a process of its own that
  // begins anew when it has grown: each file leaves some 30 MB behind, and all together end at the heap's limit.
  maxWorkers: 1,
  workerIdleMemoryLimit: '1GB',
};
