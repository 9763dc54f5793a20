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
  claimThis: 'mipiti.claimThis',
  runTestEvidence: 'mipiti.runTestEvidence',
  showModel: 'mipiti.showModel',
  add: 'mipiti.add',
  addBoundary: 'mipiti.addBoundary',
  addComponent: 'mipiti.addComponent',
  addConnection: 'mipiti.addConnection',
  addAsset: 'mipiti.addAsset',
  addAttacker: 'mipiti.addAttacker',
  addAssumption: 'mipiti.addAssumption',
  addControl: 'mipiti.addControl',
  addAssertion: 'mipiti.addAssertion',
  recordFinding: 'mipiti.recordFinding',
  acceptRisk: 'mipiti.acceptRisk',
  addClause: 'mipiti.addClause',
  attest: 'mipiti.attest',
  edit: 'mipiti.edit',
  changeStatus: 'mipiti.changeStatus',
  move: 'mipiti.move',
  remove: 'mipiti.remove',
  restore: 'mipiti.restore',
  showReview: 'mipiti.showReview',
  recordFindingHere: 'mipiti.recordFindingHere',
  resolve: 'mipiti.resolve',
  renewAttestation: 'mipiti.renewAttestation',
  extend: 'mipiti.extend',
  noteCheck: 'mipiti.noteCheck',
  dismissFinding: 'mipiti.dismissFinding',
  reopenFinding: 'mipiti.reopenFinding',
  openWalkthrough: 'mipiti.openWalkthrough',
  openSample: 'mipiti.openSample',
  openReference: 'mipiti.openReference',
  copyDiagnostics: 'mipiti.copyDiagnostics',
  openScreens: 'mipiti.openScreens',
  openText: 'mipiti.openText',
} as const;

/** Commands that only other parts of the extension call: lenses, trees, links. */
export const internalCommands = {
  openPlace: 'mipiti.openPlace',
  /** Asks the question of a remedy; called by quick fixes. */
  remedy: 'mipiti.remedy',
} as const;

export const views = {
  container: 'mipiti',
  objectives: 'mipiti.objectives',
  model: 'mipiti.model',
  controls: 'mipiti.controls',
  assumptions: 'mipiti.assumptions',
  problems: 'mipiti.problems',
  change: 'mipiti.change',
  review: 'mipiti.review',
} as const;

/** Editors of our own. */
export const editors = {
  model: 'mipiti.model',
} as const;

export const settings = {
  codeLens: 'mipiti.codeLens.enabled',
  diagnostics: 'mipiti.diagnostics.enabled',
  statusBar: 'mipiti.statusBar.enabled',
  hovers: 'mipiti.hovers.enabled',
  links: 'mipiti.links.enabled',
  decorations: 'mipiti.decorations.enabled',
  gutter: 'mipiti.gutter.enabled',
  testTimeout: 'mipiti.tests.timeout',
} as const;

export const contextKeys = {
  /** Whether an open folder has a model; the views teach until then. */
  hasModel: 'mipiti.hasModel',
  /** Whether models are still being read for the first time. */
  loading: 'mipiti.loading',
  /** Whether a claim about the code fails: a step of the walkthrough waits for it. */
  broken: 'mipiti.broken',
  /** Whether this host is a browser, without processes: what needs git or runs tests is hidden. */
  inBrowser: 'mipiti.inBrowser',
} as const;

/** What is remembered of a workspace. */
export const stateKeys = {
  /** Somebody said that tests may run here as evidence. */
  testsAllowed: 'mipiti.testsAllowed',
} as const;

export const explanationScheme = 'mipiti-explanation';
export const diagnosticsScheme = 'mipiti-diagnostics';

/** What a tree item is, for its menus. */
export const itemKinds = {
  objective: 'objective',
  control: 'control',
  assertion: 'assertion',
  assumption: 'assumption',
  problem: 'problem',
  boundary: 'boundary',
  component: 'component',
  connection: 'connection',
  asset: 'asset',
  attacker: 'attacker',
  clause: 'clause',
  finding: 'finding',
  group: 'group',
  removed: 'removed',
  boundarySection: 'boundarySection',
  componentSection: 'componentSection',
  connectionSection: 'connectionSection',
  assetSection: 'assetSection',
  attackerSection: 'attackerSection',
  reviewFinding: 'reviewFinding',
  reviewClosed: 'reviewClosed',
  reviewAttestation: 'reviewAttestation',
  reviewSeal: 'reviewSeal',
  reviewAcceptance: 'reviewAcceptance',
  reviewGap: 'reviewGap',
  reviewContradiction: 'reviewContradiction',
  reviewUnchecked: 'reviewUnchecked',
} as const;
