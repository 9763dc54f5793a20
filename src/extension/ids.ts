/** Every identifier that package.json and the code share. A test compares the two, both ways. */
export const commands = {
  verify: 'mipiti.verify',
  verifyFile: 'mipiti.verifyFile',
  explain: 'mipiti.explain',
  newModel: 'mipiti.newModel',
  goToEntity: 'mipiti.goToEntity',
  goToModel: 'mipiti.goToModel',
  showObjectives: 'mipiti.showObjectives',
  showOutput: 'mipiti.showOutput',
  showChange: 'mipiti.showChange',
} as const;

/** Commands that only other parts of the extension call: lenses, trees, links. */
export const internalCommands = {
  openPlace: 'mipiti.openPlace',
} as const;

export const views = {
  container: 'mipiti',
  objectives: 'mipiti.objectives',
  controls: 'mipiti.controls',
  assumptions: 'mipiti.assumptions',
  problems: 'mipiti.problems',
  change: 'mipiti.change',
} as const;

export const settings = {
  codeLens: 'mipiti.codeLens.enabled',
  diagnostics: 'mipiti.diagnostics.enabled',
  statusBar: 'mipiti.statusBar.enabled',
  hovers: 'mipiti.hovers.enabled',
  links: 'mipiti.links.enabled',
  decorations: 'mipiti.decorations.enabled',
} as const;

export const contextKeys = {
  /** Whether an open folder has a model; the views teach until then. */
  hasModel: 'mipiti.hasModel',
  /** Whether models are still being read for the first time. */
  loading: 'mipiti.loading',
} as const;

export const explanationScheme = 'mipiti-explanation';

/** What a tree item is, for its menus. */
export const itemKinds = { objective: 'objective', control: 'control', assertion: 'assertion', assumption: 'assumption', problem: 'problem' } as const;
