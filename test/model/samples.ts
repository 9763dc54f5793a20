/** Model files as people write them: flow, block, mixed, with comments, quotes, CRLF and no final newline. */
const flow = `# File uploads, agreed in the design review.
schema: 1
id: upload
title: 'File upload'   # short
boundaries: {TB1: {name: Internet edge, passes: [Network]}, TB2: {name: Data centre, passes: []}}
components:
  CMP1: {name: api, paths: ["src/**"], boundaries: [TB1]} # the front
  CMP2: {name: store, boundaries: [TB2]}

connections: {CN1: {from: CMP1, to: CMP2, label: writes}}
assets:
  # customers care about this one
  A1: {name: uploaded files, properties: [C, I], components: [CMP1, CMP2]}
  A2: {name: "audit log", properties: [I], components: [CMP2]}   # append only
attackers:
  T1: {capability: sends any request, boundaries: [TB1], vector: Network}
controls:
  CTRL-01: {description: "Scan uploads before accepting them.", status: implemented, mitigates: [{asset: A1, attackers: [T1]}], clauses: {scanned: {shows: the handler calls the scanner}}}
assertions:
  asrt_7k2m: {control: CTRL-01, type: function_calls, params: {file: upload.py, caller: handle_upload, callee: scan_upload}, covers: [scanned]}
`;

const block = `schema: 1
id: payments
title: Payments
description: |
  Takes card payments.

  Talks to a bank.
assets:
  A1:
    name: card numbers
    properties:
      - C # above all
      - I
    components:
    - CMP1
  # second
  A10:
    name: "receipts"
    properties: [I]

    notes: >-
      folded
      text
attackers:
    T1:
        capability: 'reads the network'
        boundaries: []
    T2:
        capability: bribes an operator
components:
  CMP1:
    name: payment service
removed:
  A2: {on: "2026-01-31", why: merged into A1, was: {name: old receipts, properties: [C]}}
controls:
  CTRL-001:
    description: Encrypt at rest
    status: not_implemented
    mitigates:
      - asset: A1
        attackers: [T1, T2]
        group: a
      - {asset: A10, attackers: [T1]}`;

export const samples: Readonly<Record<string, string>> = {
  flow,
  block,
  'block with CRLF': block.replaceAll('\n', '\r\n'),
  'flow with CRLF and no final newline': flow.trimEnd().replaceAll('\n', '\r\n'),
  'empty maps': 'schema: 1\nid: m\ntitle: M\nassets: {}\nattackers:\ncontrols: {} # none yet\n',
};
