/** The golden cases. Small models, each about one rule; what they come to stands in `golden/`. */
export interface Case {
  readonly name: string;
  readonly yaml: string;
  readonly evidence?: Readonly<Record<string, string>>;
  readonly at?: string;
}

const pair = `assets: {A1: {name: uploaded files, properties: [I, C], components: [CMP1]}}
attackers: {T1: {capability: sends any request, position: the internet, boundaries: [TB1], vector: Network}}
boundaries: {TB1: {name: edge, passes: [Network]}}
components: {CMP1: {name: api, boundaries: [TB1]}}
`;
const scan = (more = '') => `CTRL-01: {description: Scan uploads, status: implemented, mitigates: [{asset: A1, attackers: [T1]}], clauses: {scanned: {shows: the handler calls the scanner}}${more}}`;
const claim = (id: string, control: string, more = ', covers: [scanned]') => `${id}: {control: ${control}, type: function_calls, params: {file: ${id}.py, caller: a, callee: b}${more}}`;
const one = `${pair}controls: {${scan()}}\nassertions: {${claim('asrt_a', 'CTRL-01')}}\n`;

export const cases: readonly Case[] = [
  { name: 'verified control mitigates', yaml: one, evidence: { asrt_a: 'pass called' } },
  { name: 'failed assertion puts at risk', yaml: one, evidence: { asrt_a: 'fail' } },
  { name: 'undecidable is not a pass', yaml: one, evidence: { asrt_a: 'undecidable' } },
  { name: 'no evidence yet', yaml: one },
  { name: 'elsewhere is not a pass here', yaml: one, evidence: { asrt_a: 'elsewhere' } },
  { name: 'chained is weaker than called', yaml: one, evidence: { asrt_a: 'pass chained' } },
  { name: 'a stronger proof meets a clause', yaml: one, evidence: { asrt_a: 'pass unconditional' } },
  { name: 'ladders are not compared', yaml: `${pair}controls: {${scan().replace('calls the scanner', 'calls the scanner, least: declared')}}\nassertions: {${claim('asrt_a', 'CTRL-01')}}\n`, evidence: { asrt_a: 'pass unconditional' } },
  { name: 'a clause can ask for more', yaml: `${pair}controls: {${scan().replace('calls the scanner', 'calls the scanner, least: unconditional')}}\nassertions: {${claim('asrt_a', 'CTRL-01')}}\n`, evidence: { asrt_a: 'pass called' } },
  { name: 'a clause can name its types', yaml: `${pair}controls: {${scan().replace('calls the scanner', 'calls the scanner, types: [function_exists]')}}\nassertions: {${claim('asrt_a', 'CTRL-01')}}\n`, evidence: { asrt_a: 'pass called' } },
  { name: 'every live assertion must pass', yaml: `${pair}controls: {${scan()}}\nassertions: {${claim('asrt_a', 'CTRL-01')}, ${claim('asrt_b', 'CTRL-01', '')}}\n`, evidence: { asrt_a: 'pass called', asrt_b: 'fail' } },
  { name: 'a control without a clause is never verified', yaml: `${pair}controls: {CTRL-01: {description: d, status: implemented, mitigates: [{asset: A1, attackers: [T1]}]}}\nassertions: {${claim('asrt_a', 'CTRL-01', '')}}\n`, evidence: { asrt_a: 'pass called' } },
  { name: 'a control without an assertion is never verified', yaml: `${pair}controls: {${scan()}}\n` },
  { name: 'evidence without the claim is not enough', yaml: one.replace('status: implemented', 'status: not_implemented'), evidence: { asrt_a: 'pass called' } },
  { name: 'judgement required and given', yaml: `${pair}controls: {${scan(', judge: required')}}\nassertions: {${claim('asrt_a', 'CTRL-01')}}\n`, evidence: { asrt_a: 'pass called judged' } },
  { name: 'judgement required and split', yaml: `${pair}controls: {${scan(', judge: required')}}\nassertions: {${claim('asrt_a', 'CTRL-01')}}\n`, evidence: { asrt_a: 'pass called split' } },
  { name: 'judgement required and missing', yaml: `${pair}controls: {${scan(', judge: required')}}\nassertions: {${claim('asrt_a', 'CTRL-01')}}\n`, evidence: { asrt_a: 'pass called' } },
  { name: 'judgement is advice otherwise', yaml: one, evidence: { asrt_a: 'pass called fail' } },
  { name: 'an open finding stands against a control', yaml: `${one}findings: {fnd_a: {control: CTRL-01, title: scanner is off in staging, status: remediated}}\n`, evidence: { asrt_a: 'pass called' } },
  { name: 'a dismissal without a reason dismisses nothing', yaml: `${one}findings: {fnd_a: {control: CTRL-01, title: t, status: dismissed, reason: " "}}\n`, evidence: { asrt_a: 'pass called' } },
  { name: 'a finding that a run verified is closed', yaml: `${one}findings: {fnd_a: {control: CTRL-01, title: t, status: verified}}\n`, evidence: { asrt_a: 'pass called' } },
  {
    name: 'all of a group, any group',
    yaml: `${pair}controls:
  CTRL-01: {description: a, status: implemented, mitigates: [{asset: A1, attackers: [T1], group: a}], clauses: {scanned: {shows: s}}}
  CTRL-02: {description: b, status: not_implemented, mitigates: [{asset: A1, attackers: [T1], group: a}]}
  CTRL-03: {description: c, status: implemented, mitigates: [{asset: A1, attackers: [T1], group: b}], clauses: {scanned: {shows: s}}}
assertions: {${claim('asrt_a', 'CTRL-01')}, ${claim('asrt_c', 'CTRL-03')}}
`,
    evidence: { asrt_a: 'pass called', asrt_c: 'pass called' },
  },
  {
    name: 'controls in no group form one',
    yaml: `${pair}controls:
  ${scan()}
  CTRL-02: {description: b, status: not_implemented, mitigates: [{asset: A1, attackers: [T1]}]}
assertions: {${claim('asrt_a', 'CTRL-01')}}
`,
    evidence: { asrt_a: 'pass called' },
  },
  {
    name: 'several reasons at once, the first of the fixed order first',
    yaml: `${pair}controls:
  ${scan()}
  CTRL-02: {description: b, status: not_implemented, mitigates: [{asset: A1, attackers: [T1]}]}
assertions: {${claim('asrt_a', 'CTRL-01')}}
assumptions: {AS1: {type: external, description: d, objectives: [CO-A1-T1]}}
`,
    evidence: { asrt_a: 'fail' },
  },
  {
    name: 'a removed control keeps its group incomplete',
    yaml: `${one}removed: {CTRL-02: {on: "2026-01-01", was: {description: old, mitigates: [{asset: A1, attackers: [T1]}]}}}\n`,
    evidence: { asrt_a: 'pass called' },
  },
  { name: 'only a removed control is left', yaml: `${pair}removed: {CTRL-02: {on: "2026-01-01", was: {description: old, mitigates: [{asset: A1, attackers: [T1]}]}}}\n` },
  { name: 'missing control', yaml: `${pair}controls: {CTRL-01: {description: d, mitigates: [{asset: A1, attackers: [T1]}]}}\n` },
  { name: 'nothing is unassessed', yaml: pair },
  { name: 'a linked assumption that is attested mitigates', yaml: `${pair}assumptions: {AS1: {type: external, description: the provider scans, objectives: [CO-A1-T1], attestations: [{by: provider, statement: we do, expires_at: "2026-06-15"}]}}\n` },
  { name: 'until the end of the day in UTC', yaml: `${pair}assumptions: {AS1: {type: external, description: the provider scans, objectives: [CO-A1-T1], attestations: [{by: provider, statement: we do, expires_at: "2026-06-15"}]}}\n`, at: '2026-06-16T00:00:00Z' },
  { name: 'another time zone is still the same moment', yaml: `${pair}assumptions: {AS1: {type: external, description: the provider scans, objectives: [CO-A1-T1], attestations: [{by: provider, statement: we do, expires_at: "2026-06-15"}]}}\n`, at: '2026-06-16T01:30:00+02:00' },
  { name: 'a linked assumption that nobody attested', yaml: `${pair}assumptions: {AS1: {type: external, description: d, objectives: [CO-A1-T1]}}\n` },
  { name: 'a violated assumption does not count', yaml: `${pair}assumptions: {AS1: {type: external, status: violated, description: d, objectives: [CO-A1-T1], attestations: [{by: p, statement: s, expires_at: "2030-01-01"}]}}\n` },
  { name: 'a start in the future is a problem and no gate', yaml: `${pair}assumptions: {AS1: {type: external, description: d, objectives: [CO-A1-T1], attestations: [{by: p, statement: s, attested_at: "2026-06-16", expires_at: "2030-01-01"}]}}\n` },
  { name: 'reasons stand in their fixed order', yaml: `${one}assumptions: {AS1: {type: external, description: d, objectives: [CO-A1-T1], attestations: [{by: p, statement: s, expires_at: "2026-01-01"}]}, AS2: {type: external, description: d, objectives: [CO-A1-T1]}}\n`, evidence: { asrt_a: 'fail' } },
  {
    name: 'what does not apply is shown by assertions',
    yaml: `${pair}assumptions: {AS1: {type: non_applicability, description: nothing is kept, objectives: [CO-A1-T1], attestations: [{by: p, statement: s, expires_at: "2030-01-01"}]}}
assertions: {asrt_n: {assumption: AS1, type: pattern_absent, params: {file: a.py, pattern: save}}}
`,
    evidence: { asrt_n: 'pass text' },
  },
  { name: 'an attestation does not show what does not apply', yaml: `${pair}assumptions: {AS1: {type: non_applicability, description: nothing is kept, objectives: [CO-A1-T1], attestations: [{by: p, statement: s, expires_at: "2030-01-01"}]}}\n` },
  {
    name: 'an exclusion must match every component and property',
    yaml: `assets: {A1: {name: a, properties: [C], components: [CMP1]}, A2: {name: b, properties: [C, I], components: [CMP1]}, A3: {name: c, properties: [C], components: [CMP1, CMP2]}, A4: {name: d, properties: [C]}}
attackers: {T1: {capability: c, boundaries: [TB1], vector: Network}, T2: {capability: unknown vector, boundaries: [TB1]}}
boundaries: {TB1: {name: edge, passes: [Physical]}}
components: {CMP1: {name: api, boundaries: [TB1]}, CMP2: {name: store, boundaries: [TB1]}}
assumptions: {AS1: {type: external, description: d, exclusion: {attacker: "*", vector: Network, asset: "*", component: CMP1, property: C}, attestations: [{by: p, statement: s, expires_at: "2030-01-01"}]}}
`,
  },
  { name: 'objectives of an exclusion override its fields', yaml: `${pair}assumptions: {AS1: {type: external, description: d, exclusion: {attacker: T9, vector: Physical, asset: A9, component: CMP9, property: U, objectives: [CO-A1-T1]}, attestations: [{by: p, statement: s, expires_at: "2026-07-01"}]}}\n` },
  {
    name: 'a control can be assumed',
    yaml: `${pair}controls: {CTRL-01: {description: d, mitigates: [{asset: A1, attackers: [T1]}], assumed_by: {a: [], b: [AS1], c: [AS1, AS2]}}}
assumptions: {AS1: {type: external, description: d, attestations: [{by: p, statement: s, expires_at: "2030-01-01"}]}, AS2: {type: external, description: e}}
`,
  },
  { name: 'an acceptance marks and changes nothing', yaml: `${one}acceptances: {RA1: {objective: CO-A1-T1, owner: product lead, justification: rare, review_by: "2026-12-31"}, RA2: {objective: CO-A1-T1, owner: product lead, justification: rare, review_by: "2026-01-01"}}\nknown_gaps: {asrt_a: {reason: r, until: "2026-01-01"}}\n`, evidence: { asrt_a: 'fail' } },
  {
    name: 'reached by entering and stepping on',
    yaml: `assets: {A1: {name: a, properties: [C], components: [CMP3]}}
attackers: {T1: {capability: c, boundaries: [TB1], vector: Network}}
boundaries: {TB1: {name: edge, passes: [Network]}, TB2: {name: inner, passes: []}}
components: {CMP1: {name: web, boundaries: [TB1]}, CMP2: {name: api, boundaries: [TB1, TB2]}, CMP3: {name: db}}
connections: {CN1: {from: CMP3, to: CMP2}}
`,
  },
  {
    name: 'a boundary that does not pass the vector is not entered',
    yaml: `assets: {A1: {name: a, properties: [C], components: [CMP1]}}
attackers: {T1: {capability: c, boundaries: [TB1], vector: Network}, T2: {capability: vector not rated, boundaries: [TB1]}, T3: {capability: stands nowhere}, T4: {capability: stands where nothing is, boundaries: [TB2], vector: Local}}
boundaries: {TB1: {name: room, passes: [Physical]}, TB2: {name: nowhere}}
components: {CMP1: {name: safe, boundaries: [TB1]}}
`,
  },
  {
    name: 'only an attested seal makes unreachable',
    yaml: `assets: {A1: {name: a, properties: [C], components: [CMP1]}, A2: {name: b, properties: [C], components: [CMP2]}, A3: {name: c, properties: [C], components: [CMP1, CMP3]}, A4: {name: d, properties: [C], components: [CMP9]}}
attackers: {T1: {capability: c, boundaries: [TB3], vector: Network}, T2: {capability: stands nowhere}}
boundaries:
  TB1: {name: vault, sealed: {why: no link, attestations: [{by: p, statement: s, expires_at: "2030-01-01"}]}}
  TB2: {name: cellar, sealed: {why: no link}}
  TB3: {name: edge}
components: {CMP1: {name: hsm, boundaries: [TB1]}, CMP2: {name: archive, boundaries: [TB2]}, CMP3: {name: spare}, CMP4: {name: web, boundaries: [TB3]}}
`,
  },
  {
    name: 'a connection into a sealed boundary is used',
    yaml: `assets: {A1: {name: a, properties: [C], components: [CMP1]}}
attackers: {T1: {capability: c, boundaries: [TB3], vector: Network}}
boundaries: {TB1: {name: vault, sealed: {why: no link, attestations: [{by: p, statement: s, expires_at: "2030-01-01"}]}}, TB3: {name: edge}}
components: {CMP1: {name: hsm, boundaries: [TB1]}, CMP4: {name: web, boundaries: [TB3]}}
connections: {CN1: {from: CMP4, to: CMP1}}
`,
  },
  {
    name: 'an exclusion for a reachable pair is a contradiction',
    yaml: `${pair}assumptions: {AS1: {type: external, description: d, exclusion: {attacker: T1, vector: "*", asset: A1, component: "*", property: "*"}, attestations: [{by: p, statement: s, expires_at: "2030-01-01"}]}, AS2: {type: external, description: d, exclusion: {attacker: T1, vector: Physical, asset: A1, component: "*", property: "*"}}}\n`,
  },
  {
    name: 'ratings are composed from factors',
    yaml: `assets:
  A1: {name: low, properties: [C], impact: {confidentiality: Low, integrity: High, blast_radius: Isolated, recoverability: Trivial, regulatory_scope: None, why: w}}
  A2: {name: medium, properties: [C], impact: {confidentiality: High, blast_radius: Isolated, recoverability: Trivial, regulatory_scope: None, why: w}}
  A3: {name: high by one modifier, properties: [C], impact: {confidentiality: High, blast_radius: Isolated, recoverability: Trivial, regulatory_scope: Legal, why: w}}
  A4: {name: high by the sum, properties: [C], impact: {confidentiality: High, blast_radius: Multiplicative, recoverability: Manageable, regulatory_scope: Notification, why: w}}
attackers:
  T1: {capability: high, vector: Network, likelihood: {privileges: None, complexity: Low, interaction: None, prevalence: Targeted, why: w}}
  T2: {capability: rare lowers, vector: Network, likelihood: {privileges: None, complexity: Low, interaction: None, prevalence: Rare, why: w}}
  T3: {capability: medium, vector: Network, likelihood: {privileges: High, complexity: Low, interaction: None, prevalence: Targeted, why: w}}
  T4: {capability: commodity raises, vector: Network, likelihood: {privileges: High, complexity: Low, interaction: None, prevalence: Commodity, why: w}}
  T5: {capability: low, vector: Physical, likelihood: {privileges: High, complexity: High, interaction: Required, prevalence: Commodity, why: w}}
cal: {CO-A1-T1: 4}
`,
  },
  {
    name: 'an unset factor counts as its worst value',
    yaml: `assets:
  A1: {name: regulation not rated, properties: [C], impact: {confidentiality: Low, blast_radius: Isolated, recoverability: Trivial, why: w}}
  A2: {name: blast radius not rated, properties: [C], impact: {confidentiality: Low, recoverability: Trivial, regulatory_scope: None, why: w}}
  A3: {name: recoverability not rated, properties: [C], impact: {confidentiality: Low, blast_radius: Isolated, regulatory_scope: None, why: w}}
  A4: {name: harm not rated, properties: [C], impact: {blast_radius: Isolated, recoverability: Trivial, regulatory_scope: None, why: w}}
attackers:
  T1: {capability: vector not rated, likelihood: {privileges: Low, complexity: High, interaction: None, prevalence: Targeted, why: w}}
  T2: {capability: privileges not rated, vector: Physical, likelihood: {complexity: Low, interaction: None, prevalence: Targeted, why: w}}
  T3: {capability: prevalence not rated, vector: Network, likelihood: {privileges: High, complexity: Low, interaction: None, why: w}}
`,
  },
  {
    name: 'contradictions of structure',
    yaml: `assets: {A1: {name: a, properties: [C], components: [CMP9]}}
attackers: {T1: {capability: c, boundaries: [TB1]}}
boundaries: {TB1: {name: edge}}
components: {CMP1: {name: api, repository: acme/app}}
controls:
  CTRL-01: {description: d, components: [CMP9], mitigates: [{asset: A9, attackers: [T1]}]}
  CTRL-02: {description: d, components: [CMP1]}
  CTRL-03: {description: d, mitigates: [{asset: A1, attackers: [T1]}]}
assertions:
  asrt_a: {control: CTRL-02, type: file_exists, repository: acme/other, params: {file: x}}
  asrt_b: {control: CTRL-03, type: file_exists, repository: acme/app, params: {file: x}}
cal: {CO-A1-T9: 1}
`,
  },
  {
    name: 'what ends within thirty days, and what has ended',
    yaml: `${pair.replace('passes: [Network]}', 'passes: [Network], sealed: {why: w, attestations: [{by: p, statement: s, expires_at: "2026-07-15"}]}}, TB2: {name: vault, sealed: {why: w, attestations: [{by: p, statement: s, expires_at: "2026-07-16"}]}}, TB3: {name: cage, sealed: {why: w, attestations: []}}')}controls: {${scan()}}
assertions: {${claim('asrt_a', 'CTRL-01')}}
assumptions:
  AS1: {type: external, description: d, attestations: [{by: p, statement: s, expires_at: "2026-05-01"}, {by: p, statement: s, expires_at: "2026-06-15"}]}
  AS2: {type: external, description: d, attestations: [{by: p, statement: s, expires_at: "2026-06-14"}]}
  AS3: {type: external, description: retired, status: retired, attestations: [{by: p, statement: s, expires_at: "2026-06-14"}]}
  AS4: {type: external, description: never attested}
acceptances:
  RA1: {objective: CO-A1-T1, owner: o, justification: j, review_by: "2026-06-16"}
  RA2: {objective: CO-A1-T1, owner: o, justification: j, review_by: "2026-06-14"}
  RA3: {objective: CO-A1-T1, owner: o, justification: j, review_by: "2026-06-14", status: revoked}
known_gaps:
  asrt_a: {reason: r, until: "2026-07-15"}
  CTRL-01: {reason: r, until: "2026-06-14"}
`,
    evidence: { asrt_a: 'pass called' },
  },
  {
    name: 'a finding is verified only by what passes',
    yaml: `${one.replace('assertions: {', `assertions: {${claim('asrt_b', 'CTRL-01')}, ${claim('asrt_c', 'CTRL-01')}, `)}findings:
  fnd_a: {control: CTRL-01, title: shown, status: verified, remediation_assertions: [asrt_a]}
  fnd_b: {control: CTRL-01, title: came back, status: verified, remediation_assertions: [asrt_a, asrt_b]}
  fnd_c: {control: CTRL-01, title: not checked yet, status: verified, remediation_assertions: [asrt_c]}
  fnd_d: {control: CTRL-01, title: shown by nothing, status: verified}
  fnd_e: {control: CTRL-01, title: nobody says so yet, status: remediated, remediation_assertions: [asrt_b]}
`,
    evidence: { asrt_a: 'pass called', asrt_b: 'fail' },
  },
  {
    name: 'an exclusion of an objective that is not there',
    yaml: `${pair}assumptions: {AS1: {type: external, description: d, exclusion: {attacker: "*", vector: "*", asset: "*", component: "*", property: "*", objectives: [CO-A1-T1, CO-A7-T1]}}}
`,
  },
];

export interface Pair {
  readonly name: string;
  readonly base: string;
  readonly head: string;
  readonly expected: readonly string[];
}

const change = (name: string, from: string | RegExp, to: string, expected: readonly string[], base = whole): Pair => {
  const head = base.replace(from, to);
  if (head === base) throw new Error(`the change "${name}" changes nothing`);
  return { name, base, head, expected };
};

const whole = `${pair}connections: {CN1: {from: CMP1, to: CMP1}}
controls:
  CTRL-01: {description: Scan uploads, status: implemented, judge: required, mitigates: [{asset: A1, attackers: [T1], group: a}], clauses: {scanned: {shows: the handler calls the scanner, types: [function_calls], least: unconditional}, logged: {shows: it is logged}}}
  CTRL-02: {description: Log uploads, status: implemented, mitigates: [{asset: A1, attackers: [T1], group: a}]}
assertions:
  asrt_a: {control: CTRL-01, type: function_calls, requires: unconditional, params: {file: a.py, caller: a, callee: b}}
findings: {fnd_a: {control: CTRL-02, title: nothing is logged}}
assumptions: {AS1: {type: external, description: d, status: violated, objectives: [], attestations: [{by: p, statement: s, expires_at: "2027-01-01"}]}}
known_gaps: {CTRL-02: {reason: r, until: "2026-12-31"}}
acceptances: {RA1: {objective: CO-A1-T1, owner: o, justification: j, review_by: "2026-12-31"}}
compliance: {owasp-asvs-5.0: {level: 2}}
cal: {CO-A1-T1: 3}
`;

export const pairs: readonly Pair[] = [
  change('an asset goes', /^assets:.*$/m, 'assets: {}', ['asset_removed assets.A1', 'control_group_reduced'].slice(0, 1)),
  change('a property goes', '[I, C]', '[I]', ['asset_property_removed assets.A1.properties']),
  change('an asset leaves a component', 'components: [CMP1]}', 'components: []}', ['asset_component_removed assets.A1.components']),
  change('an attacker goes', /^attackers:.*$/m, 'attackers: {}', ['attacker_removed attackers.T1']),
  change('an attacker leaves a position', 'boundaries: [TB1], vector', 'boundaries: [], vector', ['attacker_position_removed attackers.T1.boundaries']),
  change('a component goes', /^components:.*$/m, 'components: {}', ['component_removed components.CMP1']),
  change('a component leaves a boundary', 'name: api, boundaries: [TB1]', 'name: api', ['component_boundary_removed components.CMP1.boundaries']),
  change('a connection goes', /^connections:.*\n/m, '', ['connection_removed connections.CN1']),
  change('a boundary goes', /^boundaries:.*$/m, 'boundaries: {}', ['boundary_removed boundaries.TB1']),
  change('a boundary narrows', 'passes: [Network]', 'passes: []', ['boundary_narrowed boundaries.TB1.passes']),
  change('a seal is claimed and attested', 'passes: [Network]', 'passes: [Network], sealed: {why: w, attestations: [{by: p, statement: s, expires_at: "2030-01-01"}]}', ['seal_added boundaries.TB1.sealed', 'attestation_added boundaries.TB1.sealed.attestations.0']),
  change('a vector is lowered', 'vector: Network', 'vector: Physical', ['factor_lowered attackers.T1.vector']),
  change('an unset factor is set below its worst', 'components: [CMP1]}', 'components: [CMP1], impact: {integrity: Low, why: w}}', ['factor_lowered assets.A1.impact.integrity']),
  change('a control leaves a group', '{asset: A1, attackers: [T1], group: a}], clauses', '{asset: A1, attackers: [T1], group: b}], clauses', ['control_group_reduced controls.CTRL-02.mitigates', 'control_group_reduced controls.CTRL-01.mitigates'].sort()),
  change('a control is deleted outright', /^ {2}CTRL-02.*\n/m, '', ['control_group_reduced controls.CTRL-01.mitigates', 'finding_removed findings.fnd_a'].slice(0, 1)),
  change('a clause goes', ', logged: {shows: it is logged}', '', ['clause_removed controls.CTRL-01.clauses.logged']),
  change('a clause is reworded', 'it is logged', 'it is nice', ['clause_reworded controls.CTRL-01.clauses.logged']),
  change('types widen', 'types: [function_calls]', 'types: [function_calls, pattern_matches]', ['clause_types_widened controls.CTRL-01.clauses.scanned']),
  change('types are dropped', 'types: [function_calls], ', '', ['clause_types_widened controls.CTRL-01.clauses.scanned']),
  change('a clause asks for less', ', least: unconditional', ', least: chained', ['clause_strength_lowered controls.CTRL-01.clauses.scanned']),
  change('the judge goes', 'judge: required, ', '', ['judgement_dropped controls.CTRL-01']),
  change('a claim goes', /^ {2}asrt_a.*$/m, '  {}', ['assertion_removed assertions.asrt_a']),
  change('a claim asks for less', ', requires: unconditional', '', ['assertion_strength_lowered assertions.asrt_a']),
  change('an assumption comes', 'assumptions: {', 'assumptions: {AS2: {type: external, description: new}, ', ['assumption_added assumptions.AS2']),
  change('an assumption is revived', 'status: violated', 'status: active', ['assumption_revived assumptions.AS1']),
  change('an assumption widens', 'objectives: []', 'objectives: [CO-A1-T1]', ['assumption_widened assumptions.AS1']),
  change('an assumption changes its type', 'type: external', 'type: non_applicability', ['assumption_type_changed assumptions.AS1.type']),
  change('an attestation is extended', '2027-01-01', '2028-01-01', ['attestation_extended assumptions.AS1.attestations.0.expires_at']),
  change('a control is assumed', 'description: Log uploads', 'assumed_by: {g: [AS1]}, description: Log uploads', ['assumed_by_added controls.CTRL-02.assumed_by.g']),
  change('a finding goes', /^findings:.*$/m, 'findings: {}', ['finding_removed findings.fnd_a']),
  change('a finding is dismissed', 'title: nothing is logged', 'title: nothing is logged, status: dismissed, reason: not ours', ['finding_closed findings.fnd_a.status']),
  change('a risk is accepted', 'acceptances: {', 'acceptances: {RA2: {objective: CO-A1-T1, owner: o, justification: j, review_by: "2026-12-31"}, ', ['acceptance_added acceptances.RA2']),
  change('an acceptance is extended', 'justification: j, review_by: "2026-12-31"', 'justification: j, review_by: "2027-12-31"', ['acceptance_extended acceptances.RA1.review_by']),
  change('a gap is excused', 'known_gaps: {', 'known_gaps: {asrt_a: {reason: r, until: "2026-12-31"}, ', ['known_gap_added known_gaps.asrt_a']),
  change('a gap is excused for longer', 'reason: r, until: "2026-12-31"', 'reason: r, until: "2027-12-31"', ['known_gap_extended known_gaps.CTRL-02.until']),
  change('an assurance level is lowered', 'CO-A1-T1: 3', 'CO-A1-T1: 2', ['grade_lowered cal.CO-A1-T1']),
  change('an assurance level goes', 'cal: {CO-A1-T1: 3}', '', ['grade_lowered cal.CO-A1-T1']),
  change('an assurance level is raised', 'CO-A1-T1: 3', 'CO-A1-T1: 4', []),
  change('a grade of a component is lowered', 'name: api,', 'name: api, grades: {eal: 3},', ['grade_lowered components.CMP1.grades.eal'], whole.replace('name: api,', 'name: api, grades: {eal: 4},')),
  change('a framework is lowered', 'level: 2', 'level: 1', ['framework_lowered compliance.owasp-asvs-5.0']),
  change('a requirement is excluded', 'level: 2', 'level: 2, exclusions: {V1.1.1: {why: w}}', ['requirement_excluded compliance.owasp-asvs-5.0.exclusions.V1.1.1']),
];
