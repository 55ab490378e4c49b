import fastify from 'fastify';
import { pageRoutes } from '../../src/http/page-routes.ts';
import { PROBLEM_SCHEMA } from '../../src/http/problem.ts';
import { statusRoutes } from '../../src/http/status-routes.ts';
import { renderBodies } from '../../src/publish/bodies.ts';
import { type Scene, sceneSnapshot } from './snapshots.ts';

/** The public side of a collector, in whatever state a test wants. */
export interface SceneServer {
  url: string;
  show: (scene: Scene) => void;
  close: () => Promise<void>;
}

export async function serveScenes(): Promise<SceneServer> {
  const site = { publicUrl: 'https://status.example.org', extensionUrl: 'https://example.org/feed-canary' };
  let bodies = renderBodies(sceneSnapshot('calm'), site);
  const app = fastify({ forceCloseConnections: true });
  app.addSchema(PROBLEM_SCHEMA);
  pageRoutes(app, () => bodies);
  statusRoutes(app, () => bodies);
  return {
    url: await app.listen({ host: '127.0.0.1', port: 0 }),
    show: (scene) => {
      bodies = renderBodies(sceneSnapshot(scene), site);
    },
    close: () => app.close(),
  };
}
