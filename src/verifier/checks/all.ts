/** Which check answers which type. A type without a check does not compile. */
import type { AssertionTypeId } from '../catalogue.ts';
import type { Check } from './check.ts';
import { checkConfigKeyExists } from './config-key-exists.ts';
import { checkConfigValueMatches } from './config-value-matches.ts';
import { checkDependencyExists } from './dependency-exists.ts';
import { checkDependencyVersion } from './dependency-version.ts';
import { checkClassExists } from './class-exists.ts';
import { checkDecoratorPresent } from './decorator-present.ts';
import { checkEnvVarReferenced } from './env-var-referenced.ts';
import { checkErrorHandled } from './error-handled.ts';
import { checkFileExists } from './file-exists.ts';
import { checkFileHash } from './file-hash.ts';
import { checkFunctionCalls } from './function-calls.ts';
import { checkFunctionExists } from './function-exists.ts';
import { checkHttpHeaderSet } from './http-header-set.ts';
import { checkImportPresent } from './import-present.ts';
import { checkMiddlewareRegistered } from './middleware-registered.ts';
import { checkNoPlaintextSecret } from './no-plaintext-secret.ts';
import { checkParameterValidated } from './parameter-validated.ts';
import { checkPatternAbsent } from './pattern-absent.ts';
import { checkPatternMatches } from './pattern-matches.ts';
import { checkSinkDefaultDeny } from './sink-default-deny.ts';
import { checkTestAttested } from './test-attested.ts';
import { checkTestExists } from './test-exists.ts';
import { checkTestPasses } from './test-passes.ts';
import { checkTypedBoundary } from './typed-boundary.ts';

export const checks: Readonly<Record<AssertionTypeId, Check>> = {
  function_exists: checkFunctionExists,
  function_calls: checkFunctionCalls,
  import_present: checkImportPresent,
  class_exists: checkClassExists,
  decorator_present: checkDecoratorPresent,
  env_var_referenced: checkEnvVarReferenced,
  test_exists: checkTestExists,
  test_passes: checkTestPasses,
  test_attested: checkTestAttested,
  parameter_validated: checkParameterValidated,
  error_handled: checkErrorHandled,
  middleware_registered: checkMiddlewareRegistered,
  http_header_set: checkHttpHeaderSet,
  pattern_matches: checkPatternMatches,
  pattern_absent: checkPatternAbsent,
  file_exists: checkFileExists,
  file_hash: checkFileHash,
  config_key_exists: checkConfigKeyExists,
  config_value_matches: checkConfigValueMatches,
  dependency_exists: checkDependencyExists,
  dependency_version: checkDependencyVersion,
  no_plaintext_secret: checkNoPlaintextSecret,
  sink_default_deny: checkSinkDefaultDeny,
  typed_boundary: checkTypedBoundary,
};
