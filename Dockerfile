# Build:         docker build -t athenaeum .
# Amazon Athena: docker run -p 3000:3000 -v athenaeum:/data --env-file .env athenaeum
# To try it (Linux; the demo people exist on loopback only):
#                docker run --network host -e HOST=127.0.0.1 -v athenaeum:/data athenaeum
FROM node:20-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN node scripts/build.mjs && npm prune --omit=dev --no-save --no-audit --no-fund && rm -rf .next/cache

FROM node:20-slim
WORKDIR /app
COPY --from=build /app ./
RUN mkdir /data && chown node:node /data
USER node
ENV HOST=0.0.0.0 PORT=3000 ATHENAEUM_DATA_DIR=/data
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=120s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "scripts/start.mjs"]
