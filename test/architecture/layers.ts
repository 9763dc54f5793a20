/** The house as data: which folder may import which, and what a pure folder may take from packages. */

/** Every folder of `src` with the folders below it. What is not named here must not be imported. */
export const folderMayImport: Readonly<Record<string, readonly string[]>> = {
  model: [],
  protocol: ['model'],
  assurance: ['model', 'protocol'],
  verifier: ['assurance', 'model', 'protocol'],
  compliance: ['assurance', 'model', 'protocol'],
  llm: ['assurance', 'model', 'protocol'],
  generation: ['verifier', 'compliance', 'llm', 'assurance', 'model', 'protocol'],
  judge: ['verifier', 'compliance', 'llm', 'assurance', 'model', 'protocol'],
  evidence: ['verifier', 'compliance', 'llm', 'assurance', 'model', 'protocol'],
  sync: ['verifier', 'compliance', 'llm', 'assurance', 'model', 'protocol'],
  project: ['generation', 'judge', 'evidence', 'sync', 'verifier', 'compliance', 'llm', 'assurance', 'model', 'protocol'],
  tools: ['project', 'generation', 'judge', 'evidence', 'sync', 'verifier', 'compliance', 'llm', 'assurance', 'model', 'protocol'],
  extension: ['tools', 'project', 'generation', 'judge', 'evidence', 'sync', 'verifier', 'compliance', 'llm', 'assurance', 'model', 'protocol'],
  // The command line starts the server for agents, as an editor does.
  cli: ['mcp', 'tools', 'project', 'generation', 'judge', 'evidence', 'sync', 'verifier', 'compliance', 'llm', 'assurance', 'model', 'protocol'],
  mcp: ['tools', 'project', 'generation', 'judge', 'evidence', 'sync', 'verifier', 'compliance', 'llm', 'assurance', 'model', 'protocol'],
  platform: ['tools', 'project', 'generation', 'judge', 'evidence', 'sync', 'verifier', 'compliance', 'llm', 'assurance', 'model', 'protocol'],
};

/** Folders in which everything is a function of its arguments. */
export const pureFolders = ['model', 'protocol', 'assurance', 'generation', 'compliance'] as const;

/** The packages a pure folder may use: each computes and does nothing else. */
export const purePackages = ['yaml', 'zod/mini', 'canonicalize', '@noble/hashes', 'fast-deep-equal'] as const;

/** The packages that screens may use, in a browser. */
export const screenPackages = ['preact', 'worker-text:.', 'd3-drag', 'd3-force', 'd3-hierarchy', 'd3-path', 'd3-polygon', 'd3-quadtree', 'd3-scale', 'd3-selection', 'd3-shape', 'd3-zoom'] as const;
