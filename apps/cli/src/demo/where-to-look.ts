import type { Stage } from './play-demo.js';
import type { ToldStep } from './charge-child.js';

/** What to do with a hub on which a charge has been played. */
export function whereToLook({ hub, dataDir }: Stage, steps: readonly ToldStep[]): readonly string[] {
  const story = steps.find(({ what }) => what.startsWith('START_SESSION'))?.correlationId ?? 'ID';
  const key = `$(cat ${dataDir}/operator.key)`;
  return [
    '',
    'The charge is done. Where to look next:',
    `  OCPI versions   ${hub.url}/ocpi/versions`,
    `  operator API    ${hub.url}/api/v1, described in ${hub.url}/api/openapi.json`,
    `  operator key    ${dataDir}/operator.key`,
    `  log of the hub  ${hub.logFile}`,
    '  the START_SESSION and its result, as the hub saw them:',
    `    curl -s -H "Authorization: Bearer ${key}" "${hub.url}/api/v1/messages?correlation_id=${story}"`,
    '  the same with the reasons, in words:',
    `    npm run -s busbar -- messages story ${story} --url ${hub.url} --data-dir ${dataDir}`,
  ];
}
