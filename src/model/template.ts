/** The text of a new model: empty, and teaching what goes where. */
import { flowText } from './yaml-text.ts';

/** A model file without entities, which parses without a problem. `schemaUrl` is written as a hint for YAML editors. */
export function newModelText(model: { readonly id: string; readonly title: string; readonly schemaUrl?: string }): string {
  const hint = model.schemaUrl === undefined ? '' : `# yaml-language-server: $schema=${model.schemaUrl}\n`;
  return `${hint}schema: 1
id: ${flowText(model.id)}
title: ${flowText(model.title)}

# What the feature does, who uses it, what it talks to.
description: ""

# Where security domains meet. \`passes\` names the attack vectors that cross: Network, Adjacent, Local, Physical.
#   TB1: {name: Internet edge, passes: [Network]}
boundaries: {}

# Deployable units, and the boundaries they stand behind.
#   CMP1: {name: api, paths: ["src/**"], boundaries: [TB1]}
components: {}

# Who talks to whom.
#   CN1: {from: CMP1, to: CMP2, label: writes}
connections: {}

# What needs protection: C confidentiality, I integrity, A availability, U usage.
#   A1: {name: uploaded files, properties: [C, I], components: [CMP1]}
assets: {}

# Who it needs protection from. Every asset and attacker gives one control objective: CO-A1-T1.
#   T1: {capability: sends any request to the service, boundaries: [TB1], vector: Network}
attackers: {}

# What is taken for granted. It counts only while somebody attests it.
assumptions: {}

# Measures, and what the evidence for each must show.
#   CTRL-01:
#     description: Scan uploads before accepting them.
#     status: implemented
#     mitigates: [{asset: A1, attackers: [T1]}]
#     clauses: {scanned: {shows: the handler calls the scanner, types: [function_calls]}}
controls: {}

# Claims about the code. The verifier checks each one.
#   asrt_7k2m: {control: CTRL-01, type: function_calls, covers: [scanned],
#               params: {file: upload.py, caller: handle_upload, callee: scan_upload}}
assertions: {}
`;
}

/** An identifier for a model, made of a title: lower case, words joined by hyphens; `model` when nothing is left. */
export function modelIdOf(title: string): string {
  const id = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+|-+$/g, '')
    .slice(0, 60);
  return id === '' ? 'model' : id;
}
