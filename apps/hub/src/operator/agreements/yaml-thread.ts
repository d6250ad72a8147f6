import { parentPort, workerData } from 'node:worker_threads';
import { readYaml } from './read-yaml.js';

parentPort?.postMessage(readYaml(workerData as Uint8Array));
