/** The least that can be recorded: one objective, one control, and code that keeps the one claim. */
export const model = `schema: 1
id: upload
title: Upload
components: {CMP1: {name: api, boundaries: [TB1]}}
boundaries: {TB1: {name: Internet}}
assets: {A1: {name: files, properties: [I], components: [CMP1]}}
attackers: {T1: {capability: sends files, position: outside, boundaries: [TB1], vector: Network}}
controls:
  CTRL-01:
    description: Scan uploads.
    status: implemented
    mitigates: [{asset: A1, attackers: [T1], group: a}]
    clauses: {scanned: {shows: the handler scans, types: [function_calls]}}
assertions:
  asrt_aaaa: {control: CTRL-01, type: function_calls, params: {file: upload.py, caller: handle, callee: scan}, covers: [scanned]}
`;
export const code = 'def scan(data):\n    return len(data) > 3\n\ndef handle(data):\n    scan(data)\n    return data\n';
