import { CommandFailed } from '../command-failed.js';
import type { CommandContext, Given } from '../command.js';
import type { ApiObject, OperatorApi } from '../operator-api.js';

/** The platform that the first operand names, by id or by a name that only one platform has, and the API it came from. */
export async function namedPlatform(
  context: CommandContext,
  given: Given,
): Promise<{ readonly api: OperatorApi; readonly platform: ApiObject; readonly path: string }> {
  const wanted = given.positionals[0];
  if (wanted === undefined)
    throw new CommandFailed('say which platform, by its id or name; busbar platform list shows them');
  const api = context.hub.api();
  const platforms = await api.list('/platforms');
  const byName = platforms.filter(({ name }) => name === wanted);
  const platform = platforms.find(({ id }) => id === wanted) ?? byName[0];
  if (!platform) throw new CommandFailed(`no platform has the id or name "${wanted}"; busbar platform list shows them`);
  if (platform['id'] !== wanted && byName.length > 1)
    throw new CommandFailed(`several platforms are named "${wanted}"; say the id`);
  return { api, platform, path: `/platforms/${encodeURIComponent(String(platform['id']))}` };
}
