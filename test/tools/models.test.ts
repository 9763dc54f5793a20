import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { testDesk, type TestDesk } from './test-desk.ts';

describe('tools that list and read models', () => {
  let desk: TestDesk;
  before(async () => {
    desk = await testDesk();
  });
  after(() => desk.close());

  it('lists the models with what they come to', async () => {
    const { summary, data } = await desk.call<{ models: { id: string; posture: { mitigated: number } }[] }>('list_threat_models', { include_assessment_summary: 'true', limit: '5' });
    assert.match(summary, /^1 model: upload \(\d+ of \d+ objectives mitigated\)\.$/);
    assert.equal(data.models[0]?.id, 'upload');
    assert.ok(data.models[0].posture.mitigated > 0);
  });

  it('says where an input is wrong', async () => {
    await assert.rejects(desk.call('list_threat_models', { limit: 'many' }), (error: { code?: string; message: string }) => error.code === 'invalid_input' && error.message.includes('limit'));
  });
});
