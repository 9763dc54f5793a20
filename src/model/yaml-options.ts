/** How model files are read as YAML: 1.2 core; doubled keys and all else that is off become problems of ours. */
export const yamlOptions = { version: '1.2', schema: 'core', merge: false, uniqueKeys: false, prettyErrors: false, strict: true, logLevel: 'silent' } as const;
