import { readYaml, type ReadYaml } from '../../apps/hub/src/operator/agreements/read-yaml.js';
import { YamlReader } from '../../apps/hub/src/operator/agreements/yaml-reader.js';

/** Reads on the calling thread: a rig has no compiled file to start a thread with, and routes nothing. */
export class DirectYamlReader extends YamlReader {
  override read(bytes: Uint8Array): Promise<ReadYaml> {
    return Promise.resolve(readYaml(bytes));
  }
}
