// A mail server that keeps what it is given, for links in mails: RFC 5321, as far as one sender needs it.
import { createServer } from 'node:net';

/** Listens where the server sends its mails, and gives what came to an address. */
export async function mailbox(port) {
  const mails = [];
  const server = createServer((socket) => {
    let [rest, to, body] = ['', [], null];
    const say = (line) => socket.write(`${line}\r\n`);
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      rest += chunk;
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (body !== null) {
          if (line !== '.') body += `${line}\n`;
          else {
            mails.push({ to, body });
            [to, body] = [[], null];
            say('250 kept');
          }
        } else if (/^RCPT TO:/i.test(line)) {
          to.push(line.match(/<(.*)>/)[1]);
          say('250 ok');
        } else if (/^DATA/i.test(line)) {
          body = '';
          say('354 go on');
        } else if (/^QUIT/i.test(line)) {
          say('221 bye');
          socket.end();
        } else say('250 ok');
      }
    });
    say('220 ready');
  });
  await new Promise((resolve, reject) => server.on('error', reject).listen(port, '127.0.0.1', resolve));
  return {
    /** The link to a page of ours in the newest mail to an address, once there is one. */
    async link(address, page) {
      const link = new RegExp(`http\\S*${page}\\?token=\\S+`);
      for (let tries = 0; tries < 600; tries += 1) {
        const all = mails.filter((of) => of.to.includes(address)).map((of) => of.body.replaceAll('=\n', '').replaceAll('=3D', '='));
        const found = all.reverse().map((body) => body.match(link)).find(Boolean);
        if (found) return new URL(found[0]);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Error(`no mail to ${address}`);
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
