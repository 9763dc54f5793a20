/** The hosted service's in-toto statement on a run, and what its Sigstore and customer signatures are over. */
import { gzipSync } from 'node:zlib';
import { canonicalText } from '../../model/canonical.ts';
import { statementType } from '../envelope/in-toto.ts';

export const verificationRunType = 'https://mipiti.io/attestations/v1/verification-run';

export interface HostedRun {
  readonly modelId: string;
  readonly tier: 1 | 2;
  /** `sha256:<hex>` */
  readonly contentHash: string;
  readonly pipeline: Readonly<Record<string, unknown>>;
  readonly assertions: readonly unknown[];
  readonly results: readonly unknown[];
}

/** The statement's bytes: canonical JSON in NFC. @throws TypeError for what JSON cannot say. */
export function verificationRunBytes({ modelId, tier, contentHash, pipeline, assertions, results }: HostedRun): Buffer {
  const written = (value: unknown): string => {
    const text = canonicalText(value);
    if (text === undefined) throw new TypeError('a statement holds JSON only');
    return text.normalize('NFC');
  };
  return Buffer.from(
    written({
      _type: statementType,
      subject: [{ name: `mipiti:verification:tier${tier}:${modelId}`, digest: { sha256: contentHash.replace(/^sha256:/, '') } }],
      predicateType: verificationRunType,
      predicate: {
        model_id: modelId,
        tier,
        content_hash: contentHash,
        pipeline,
        encoding: 'gzip+base64',
        compressed_payload: gzipSync(written({ assertions, results })).toString('base64'),
      },
    }),
    'utf8',
  );
}
