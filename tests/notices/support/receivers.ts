/** Who is told: another program that takes webhooks, and a mail server. Both on this machine. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import { afterAll } from '@jest/globals';

const servers: Server[] = [];
afterAll(() => servers.forEach((server) => server.close()));

async function listening(server: Server): Promise<number> {
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  return (server.address() as AddressInfo).port; // it listens on a port, not on a pipe
}

export interface Post {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Program {
  readonly port: number;
  readonly url: string;
  readonly posts: Post[];
  /** What it answers from now on. */
  answer: number;
}

export async function startProgram(): Promise<Program> {
  const program = { port: 0, url: '', posts: [] as Post[], answer: 204 };
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      program.posts.push({ headers: request.headers, body });
      response.writeHead(program.answer).end();
    });
  });
  program.port = await listening(server);
  program.url = `http://127.0.0.1:${program.port}/hook`;
  return program;
}

export interface MailServer {
  readonly url: string;
  /** Whole messages, headers and all, with the addresses they were sent to before them. */
  readonly messages: string[];
}

/** As much of RFC 5321 as a client needs that hands over one message after the other. */
export async function startMailServer(): Promise<MailServer> {
  const messages: string[] = [];
  const server = createTcpServer((socket) => {
    let envelope = '';
    let data: string | null = null;
    let rest = '';
    const say = (line: string) => socket.write(`${line}\r\n`);
    const take = (line: string) => {
      if (data !== null) {
        if (line !== '.') return void (data += `${line}\n`);
        // Long lines are broken softly (RFC 2045, 6.7).
        messages.push(`${envelope}\n${data.replaceAll('=\n', '')}`);
        [envelope, data] = ['', null];
        return void say('250 taken');
      }
      if (/^RCPT/i.test(line)) envelope += line;
      if (/^DATA/i.test(line)) data = '';
      if (/^QUIT/i.test(line)) return void socket.end('221 bye\r\n');
      say(data === null ? '250 fine' : '354 go on');
    };
    socket.on('error', () => undefined); // a client that hangs up
    socket.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\r\n');
      rest = lines.pop() ?? '';
      lines.forEach(take);
    });
    say('220 here');
  });
  return { url: `smtp://127.0.0.1:${await listening(server)}`, messages };
}
