/** What is known of configuration and dependencies: its libraries are large, so workers load it with its first claim. */
export { findKey } from './configuration/find-key.ts';
export { keyPath } from './configuration/key-path.ts';
export { readConfiguration } from './configuration/read-configuration.ts';
export { findDependency } from './dependencies/find-dependency.ts';
export { readServerHeaders } from './configuration/server/read-server-headers.ts';
export { ecosystemOf } from './dependencies/ecosystems.ts';
