import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as z from 'zod/mini';
import { tools } from '../../src/tools/table.ts';

/** The names under which clients know these capabilities, by the part of the table that they belong to. */
const modelNames = {
  lifecycle: ['generate_threat_model', 'refine_threat_model', 'query_threat_model', 'list_threat_models', 'get_threat_model', 'rename_threat_model', 'delete_threat_model', 'export_threat_model', 'export_threat_model_archive', 'import_threat_model_archive'],
  entities: [
    'add_asset',
    'edit_asset',
    'remove_asset',
    'restore_asset',
    'get_asset',
    'add_attacker',
    'edit_attacker',
    'remove_attacker',
    'restore_attacker',
    'get_attacker',
    'reevaluate_threat_model_factors',
    'add_trust_boundary',
    'edit_trust_boundary',
    'remove_trust_boundary',
    'get_trust_boundary',
    'add_component',
    'edit_component',
    'remove_component',
    'get_component',
  ],
  structure: ['get_reachability_verdicts', 'model_coherence_report', 'assign_control_to_components', 'assign_asset_to_components'],
  objectives: ['get_control_objectives', 'get_control_objective', 'set_co_cal', 'assess_model', 'get_mitigation_groups', 'set_mitigation_groups'],
  assumptions: [
    'add_assumption',
    'edit_assumption',
    'remove_assumption',
    'restore_assumption',
    'get_assumption',
    'submit_attestation',
    'list_attestations',
    'assume_control',
    'unassume_control',
    'get_control_assumption_groups',
    'set_control_assumption_groups',
    'convert_assumption_to_controls',
  ],
} as const;

/** Parameters that clients may send to each of these, beside `model_id`. */
const parameters: Readonly<Record<string, readonly string[]>> = {
  generate_threat_model: ['feature_description', 'force'],
  refine_threat_model: ['instruction'],
  query_threat_model: ['question'],
  list_threat_models: ['source', 'include_assessment_summary'],
  get_threat_model: ['version', 'include_cos'],
  rename_threat_model: ['name'],
  delete_threat_model: [],
  export_threat_model: ['format'],
  export_threat_model_archive: [],
  import_threat_model_archive: ['envelope', 'workspace_id'],
  add_asset: ['name', 'description', 'security_properties', 'notes', 'component_ids'],
  edit_asset: ['asset_id', 'name', 'description', 'security_properties', 'confidentiality_subscore', 'integrity_subscore', 'availability_subscore', 'usage_subscore', 'blast_radius', 'recoverability', 'regulatory_scope', 'impact_rationale', 'notes', 'change_reason'],
  remove_asset: ['asset_id'],
  restore_asset: ['asset_id'],
  get_asset: ['asset_id'],
  add_attacker: ['capability', 'position', 'archetype', 'trust_boundary_ids'],
  edit_attacker: ['attacker_id', 'capability', 'position', 'archetype', 'attack_vector', 'privileges_required', 'attack_complexity', 'user_interaction', 'capability_prevalence', 'likelihood_rationale', 'trust_boundary_ids', 'change_reason'],
  remove_attacker: ['attacker_id'],
  restore_attacker: ['attacker_id'],
  get_attacker: ['attacker_id'],
  reevaluate_threat_model_factors: ['change_reason'],
  add_trust_boundary: ['description', 'crosses', 'passes'],
  edit_trust_boundary: ['tb_id', 'description', 'crosses', 'passes', 'change_reason'],
  remove_trust_boundary: ['tb_id'],
  get_trust_boundary: ['tb_id'],
  add_component: ['name', 'repo_url', 'path', 'trust_boundary_ids'],
  edit_component: ['component_id', 'name', 'repo_url', 'path', 'trust_boundary_ids', 'target_sl', 'eal', 'fips_level'],
  remove_component: ['component_id'],
  get_component: ['component_id'],
  get_reachability_verdicts: ['co_id'],
  model_coherence_report: ['co_id'],
  assign_control_to_components: ['control_id', 'component_ids', 'change_reason'],
  assign_asset_to_components: ['asset_id', 'component_ids', 'change_reason'],
  get_control_objectives: ['offset', 'limit'],
  get_control_objective: ['co_id'],
  set_co_cal: ['co_id', 'cal'],
  assess_model: ['summary_only', 'status', 'offset', 'limit'],
  get_mitigation_groups: ['co_id'],
  set_mitigation_groups: ['co_id', 'groups', 'defense_in_depth', 'justification'],
  add_assumption: ['description', 'linked_co_ids', 'assumption_type', 'exclusion_attacker_id', 'exclusion_attacker_vector', 'exclusion_asset_id', 'exclusion_asset_component_id', 'exclusion_property_match', 'exclusion_co_ids'],
  edit_assumption: ['assumption_id', 'description', 'linked_co_ids', 'exclusion_attacker_id', 'exclusion_attacker_vector', 'exclusion_asset_id', 'exclusion_asset_component_id', 'exclusion_property_match', 'exclusion_co_ids', 'clear_exclusion'],
  remove_assumption: ['assumption_id'],
  restore_assumption: ['assumption_id'],
  get_assumption: ['assumption_id'],
  submit_attestation: ['assumption_id', 'attested_by', 'statement', 'expires_at', 'evidence_url'],
  list_attestations: ['assumption_id'],
  assume_control: ['control_id', 'assumption_id'],
  unassume_control: ['control_id'],
  get_control_assumption_groups: ['control_id'],
  set_control_assumption_groups: ['control_id', 'groups', 'justification'],
  convert_assumption_to_controls: ['assumption_id'],
};
/** Not about one model. */
const withoutModel = ['generate_threat_model', 'list_threat_models', 'import_threat_model_archive'];

const inputOf = (name: string): Readonly<Record<string, unknown>> => (z.toJSONSchema(tools.find((one) => one.name === name)!.input, { io: 'input' }) as { properties: Record<string, unknown> }).properties;

describe('the table of tools', () => {
  it('has the capabilities for models under their names', () => {
    const names = tools.map(({ name }) => name);
    assert.deepEqual([...new Set(names)], names, 'no name stands twice');
    for (const name of Object.values(modelNames).flat()) assert.ok(names.includes(name), name);
    assert.equal(Object.values(modelNames).flat().length, 51);
    assert.deepEqual(Object.keys(parameters).sort(), Object.values(modelNames).flat().sort());
  });

  it('takes their parameters as real types', () => {
    for (const [name, expected] of Object.entries(parameters)) {
      const properties = inputOf(name);
      for (const key of expected) assert.ok(key in properties, `${name} takes ${key}`);
      assert.equal('model_id' in properties, !withoutModel.includes(name), name);
      assert.ok(!('server_version' in properties));
      for (const [key, schema] of Object.entries(properties)) if (/(_ids|_properties|crosses|passes)$/.test(key)) assert.equal((schema as { type?: string }).type, 'array', `${name}.${key}`);
    }
  });

  it('says in few words when to use a tool, and when not', () => {
    for (const { name, title, use, not = '' } of tools.filter((one) => one.name in parameters)) {
      assert.ok(use.length <= 160, `${name}: use has ${use.length} characters`);
      assert.ok(not.length <= 120, `${name}: not has ${not.length} characters`);
      assert.ok(title.length <= 60 && /^[A-Z]/.test(title), name);
      for (const [other] of not.matchAll(/[a-z]+(?:_[a-z]+)+/g)) if (modelNames.lifecycle.some((one) => one === other)) assert.ok(tools.some((one) => one.name === other), `${name} names ${other}`);
    }
  });

  it('has schemas that become JSON Schema, input and output', () => {
    for (const { name, input, output } of tools) {
      for (const [schema, io] of [[input, 'input'], [output, 'output']] as const) {
        const json = z.toJSONSchema(schema, { io }) as { type?: string; properties?: object };
        assert.equal(json.type, 'object', `${name}, ${io}`);
        assert.ok(json.properties, `${name}, ${io}`);
      }
    }
  });

  it('marks what takes something away, and what a person decides', () => {
    const effectOf = (name: string): string | undefined => tools.find((one) => one.name === name)?.effect;
    for (const name of ['delete_threat_model', 'remove_asset', 'remove_attacker', 'remove_trust_boundary', 'remove_component', 'remove_assumption']) assert.equal(effectOf(name), 'removes', name);
    for (const name of ['submit_attestation', 'edit_trust_boundary', 'restore_assumption', 'assume_control', 'set_control_assumption_groups', 'edit_assumption']) assert.equal(effectOf(name), 'decides', name);
    for (const name of Object.values(modelNames).flat().filter((one) => /^(get|list|export|query|assess|model)_/.test(one))) assert.equal(effectOf(name), 'reads', name);
  });
});
