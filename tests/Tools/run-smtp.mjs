// Runs mail servers for as long as standard input stays open. Each line on standard input is a wish with an id, answered by a line on standard output:
//   {"id":1,"start":{...}}   starts a server on a port of the system's choice: {"id":1,"port":2525}
//   {"id":2,"told":2525}     what it was told so far: {"id":2,"commands":[{"name","secure"}],"mails":[{"from","to","data","secure","user"}]}
//   {"id":3,"stop":2525}     ends it at once: {"id":3}
// The servers are real ones (smtp-server); a script makes one of them fail: script.RCPT = {"code":450} refuses, {"drop":true} closes the connection,
// {"hang":true} never answers; "at":2 only for the second recipient, "times":1 only once. CONNECT and END stand for the greeting and the end of a mail.
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { SMTPServer } = require('smtp-server');
const { SMTPConnection } = require('smtp-server/lib/smtp-connection');
const servers = new Map();

const say = line => process.stdout.write(JSON.stringify(line) + '\n');
const refusal = code => Object.assign(new Error('As the script says'), { responseCode: code });

/** The rule of a server's script for a command, if it strikes now. */
function strikes(server, name, recipient) {
    const rule = server.options.script?.[name];
    if (!rule || (rule.at && rule.at !== recipient) || rule.times === 0) {
        return null;
    }

    if (rule.times) {
        rule.times--;
    }

    return rule;
}

for (const name of ['EHLO', 'STARTTLS', 'AUTH', 'MAIL', 'RCPT', 'DATA', 'QUIT']) {
    const handler = SMTPConnection.prototype['handler_' + name];
    SMTPConnection.prototype['handler_' + name] = function (command, callback) {
        this._server.told.commands.push({ name, secure: this.secure });
        const rule = strikes(this._server, name, name === 'RCPT' ? this.session.envelope.rcptTo.length + 1 : undefined);
        if (!rule) {
            return handler.call(this, command, callback);
        }

        if (rule.drop) {
            this._socket.destroy();
        } else if (rule.inject) {
            // What somebody in between would add to the answer to STARTTLS.
            this._socket.write('220 Go ahead\r\n' + rule.inject + '\r\n');
        } else if (!rule.hang) {
            this.send(rule.code, 'As the script says');
            callback();
        }
    };
}

function start(wish) {
    const server = new SMTPServer({
        ...wish.start,
        disableReverseLookup: true,
        logger: false,
        closeTimeout: 100,
        onConnect(session, callback) {
            const rule = strikes(server, 'CONNECT');
            if (!rule) {
                return callback();
            }

            if (rule.drop) {
                socketOf(session).destroy();
            } else if (!rule.hang) {
                callback(refusal(rule.code));
            }
        },
        onAuth(auth, session, callback) {
            const isRight = auth.username === wish.start.user && auth.password === wish.start.password;
            callback(isRight ? null : refusal(535), isRight ? { user: auth.username } : undefined);
        },
        onData(stream, session, callback) {
            const chunks = [];
            stream.on('data', chunk => chunks.push(chunk));
            stream.on('end', () => {
                const rule = strikes(server, 'END');
                if (rule?.code) {
                    return callback(refusal(rule.code));
                }

                const { mailFrom, rcptTo } = session.envelope;
                server.told.mails.push({
                    from: mailFrom.address,
                    to: rcptTo.map(recipient => recipient.address),
                    data: Buffer.concat(chunks).toString('base64'),
                    secure: session.secure,
                    user: session.user ?? null,
                });

                if (rule?.drop) {
                    socketOf(session).destroy();
                } else if (!rule?.hang) {
                    callback();
                }
            });
        },
    });
    const socketOf = session => [...server.connections].find(connection => connection.session === session || connection.id === session.id)._socket;
    server.told = { commands: [], mails: [] };
    // A client that hangs up, or finds the certificate wrong, is no matter for this program.
    server.on('error', () => {});
    server.listen(0, '127.0.0.1', () => {
        const { port } = server.server.address();
        servers.set(port, server);
        say({ id: wish.id, port });
    });
}

function stop(wish) {
    const server = servers.get(wish.stop);
    servers.delete(wish.stop);
    for (const connection of server?.connections ?? []) {
        connection._socket.destroy();
    }

    server ? server.close(() => say({ id: wish.id })) : say({ id: wish.id });
}

process.stdin.on('end', () => process.exit(0));
process.stdin.on('error', () => process.exit(0));
createInterface({ input: process.stdin }).on('line', line => {
    const wish = JSON.parse(line);
    if (wish.start) {
        start(wish);
    } else if (wish.stop) {
        stop(wish);
    } else {
        say({ id: wish.id, ...servers.get(wish.told).told });
    }
});
