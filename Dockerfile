FROM node:22-bookworm-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build
# A volume takes its first owner from the image.
RUN install -d -o node -g node -m 700 /key /state /witness && install -d -o node -g node /archive /log
USER node
