# The hub and, with another command, the worker of the cluster profile. The image is not built by the test suite.
FROM node:20-bookworm-slim AS build
WORKDIR /busbar
# better-sqlite3 is compiled where its prebuilt file cannot be downloaded.
RUN apt-get update \
  && apt-get install -y --no-install-recommends g++ make python3 \
  && rm -rf /var/lib/apt/lists/*
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json nest-cli.json ./
COPY config config
COPY libs libs
COPY apps apps
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:20-bookworm-slim
ENV NODE_ENV=production BUSBAR_HOST=0.0.0.0 BUSBAR_PORT=8080 BUSBAR_DATA_DIR=/data
WORKDIR /busbar
COPY --from=build /busbar/package.json ./
COPY --from=build /busbar/node_modules node_modules
COPY --from=build /busbar/dist dist
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=15s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.BUSBAR_PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node itself is process 1, so that it gets the signal to stop.
CMD ["node", "dist/apps/hub/src/main.js"]
