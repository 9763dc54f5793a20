/** Which headers the configuration of a server sets. */
import { setsHeader as sets } from './case.ts';
import type { VerdictCase } from './case.ts';

export const cases: readonly VerdictCase[] = [
  sets('nginx.conf', 'X-Frame-Options', 'added for a server', 'http {\n  server {\n    add_header X-Frame-Options DENY always;\n  }\n}\n', 'pass', 'declared'),
  sets('nginx.conf', 'X-Frame-Options', 'a comment', 'http {\n  server {\n    # add_header X-Frame-Options DENY always;\n    listen 80;\n  }\n}\n', 'fail', 'not_found'),
  sets('nginx.conf', 'X-Frame-Options', 'given to the request that is passed on', 'http {\n  server {\n    proxy_set_header X-Frame-Options DENY;\n  }\n}\n', 'fail', 'not_found'),
  sets('nginx.conf', 'X-Frame-Options', 'hidden from the answer of another server', 'server {\n  proxy_hide_header X-Frame-Options;\n}\n', 'fail', 'not_found'),
  sets('nginx.conf', 'X-Frame-Options', 'added without a value', 'server {\n  add_header X-Frame-Options "";\n}\n', 'fail', 'mismatch'),
  sets('nginx.conf', 'X-Frame-Options ~ DENY', 'put together from a variable', 'server {\n  add_header X-Frame-Options $frame;\n}\n', 'undecidable', 'dynamic'),
  sets('nginx.conf', 'Strict-Transport-Security ~ max-age=\\d{8}; includeSubDomains', 'a value in quotes', 'server {\n  add_header Strict-Transport-Security "max-age=31536000; includeSubDomains" always;\n}\n', 'pass'),
  sets('nginx.conf', 'Strict-Transport-Security ~ max-age=\\d{8}.*', 'a value that is too small', 'server {\n  add_header Strict-Transport-Security "max-age=300" always;\n}\n', 'fail', 'mismatch'),
  sets('conf.d/site.conf', 'X-Frame-Options', 'a bracket is missing', 'server {\n  add_header X-Frame-Options DENY;\n', 'undecidable', 'parse_error'),
  sets('conf.d/site.conf', 'X-Frame-Options', 'in a text of another directive', "server {\n  log_format main 'add_header X-Frame-Options DENY;';\n}\n", 'fail', 'not_found'),
  sets('conf.d/site.conf', 'X-Frame-Options', 'by the module of more headers', 'server {\n  more_set_headers "X-Frame-Options: DENY";\n}\n', 'pass'),
  sets('conf.d/site.conf', 'X-Frame-Options', 'cleared by the module of more headers', 'server {\n  more_clear_headers X-Frame-Options;\n}\n', 'fail', 'reference_only'),
  sets('.htaccess', 'X-Frame-Options', 'always set', '<IfModule mod_headers.c>\n  Header always set X-Frame-Options "DENY"\n</IfModule>\n', 'pass'),
  sets('.htaccess', 'X-Frame-Options', 'taken away', 'Header unset X-Frame-Options\n', 'fail', 'reference_only'),
  sets('.htaccess', 'X-Frame-Options', 'set, and taken away below', 'Header set X-Frame-Options DENY\nHeader unset X-Frame-Options\n', 'undecidable', 'ambiguous'),
  sets('.htaccess', 'X-Frame-Options', 'set on the request', 'RequestHeader set X-Frame-Options DENY\n', 'fail', 'not_found'),
  sets('httpd.conf', 'X-Frame-Options', 'over two lines', 'Header always set \\\n  X-Frame-Options DENY\n', 'pass'),
  sets('httpd.conf', 'X-Frame-Options', 'a comment', '# Header always set X-Frame-Options DENY\nListen 80\n', 'fail', 'not_found'),
  sets('vercel.json', 'X-Frame-Options', 'in the rules of a host', '{"headers": [{"source": "/(.*)", "headers": [{"key": "X-Frame-Options", "value": "DENY"}]}]}', 'pass'),
  sets('vercel.json', 'X-Frame-Options', 'in the rewrites of a host', '{"rewrites": [{"source": "/X-Frame-Options", "destination": "/a"}]}', 'fail', 'not_found'),
  sets('netlify.toml', 'X-Frame-Options', 'in a table of values', '[[headers]]\nfor = "/*"\n[headers.values]\nX-Frame-Options = "DENY"\n', 'pass'),
  sets('netlify.toml', 'X-Frame-Options', 'in a table of another name', '[context.values]\nX-Frame-Options = "DENY"\n', 'fail', 'not_found'),
  sets('_headers', 'X-Frame-Options', 'below a path', '/*\n  X-Frame-Options: DENY\n', 'pass'),
  sets('_headers', 'X-Frame-Options', 'a path of that name', '/X-Frame-Options\n  Cache-Control: no-store\n', 'fail', 'not_found'),
  sets('staticwebapp.config.json', 'X-Frame-Options', 'for all answers', '{"globalHeaders": {"X-Frame-Options": "DENY"}}', 'pass'),
  sets('config.json', 'X-Frame-Options', 'a file of some other program', '{"headers": {"X-Frame-Options": "DENY"}}', 'undecidable', 'unknown_language'),
];
