export default {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'require', 'default'] },
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  resolver: '<rootDir>/jest/resolver.cjs',
  transform: { '\\.(ts|tsx|js|mjs)$': '<rootDir>/jest/transform.cjs' },
  transformIgnorePatterns: [],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
};
