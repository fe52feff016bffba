export default (): Promise<void> => globalThis.stopTestServers();
