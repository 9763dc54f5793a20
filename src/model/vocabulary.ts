/**
 * The closed vocabularies of a threat model, each in the order in which it is shown and compared.
 * Attack vectors, privileges, complexity and interaction are those of CVSS v3.1 (FIRST).
 */
export const attackVectors = ['Network', 'Adjacent', 'Local', 'Physical'] as const;
export type AttackVector = (typeof attackVectors)[number];

/** Confidentiality, Integrity, Availability, Usage; objectives name them in this order. */
export const securityProperties = ['C', 'I', 'A', 'U'] as const;
export type SecurityProperty = (typeof securityProperties)[number];

export const impactLevels = ['None', 'Low', 'High'] as const;
export const blastRadii = ['Isolated', 'Multiplicative', 'Cascading'] as const;
export const recoverabilities = ['Trivial', 'Manageable', 'Permanent'] as const;
export const regulatoryScopes = ['None', 'Notification', 'Legal'] as const;

export const privilegeLevels = ['None', 'Low', 'High'] as const;
export const attackComplexities = ['Low', 'High'] as const;
export const userInteractions = ['None', 'Required'] as const;
export const capabilityPrevalences = ['Commodity', 'Targeted', 'Rare'] as const;

export const assumptionTypes = ['external', 'non_applicability'] as const;
export const assumptionStatuses = ['active', 'violated', 'retired'] as const;
export const controlStatuses = ['not_implemented', 'implemented'] as const;
export const findingStatuses = ['discovered', 'acknowledged', 'remediated', 'verified', 'dismissed'] as const;
export const findingSeverities = ['low', 'medium', 'high', 'critical'] as const;
export const acceptanceStatuses = ['active', 'revoked'] as const;
export const mappingConfidences = ['llm', 'manual', 'verified'] as const;
export const supportingEvidenceTypes = ['code', 'test', 'config', 'document', 'link'] as const;

/**
 * What a verdict can prove, in two ladders that are never compared with each other:
 * presence types climb `text < declared`, call types `chained < called < unconditional`.
 */
export const presenceStrengths = ['text', 'declared'] as const;
export const callStrengths = ['chained', 'called', 'unconditional'] as const;
export const strengths = [...presenceStrengths, ...callStrengths] as const;
export type Strength = (typeof strengths)[number];

/** Stands for "any" in an exclusion's field. */
export const wildcard = '*';
