// A mail server for tests: keeps every mail as a file and tells on standard output, one JSON object a line, what happens.
// usage: node mail_server.mjs FOLDER [--hold] [--user NAME:PASSWORD] [--certificate FILE.pem --key FILE.pem]
//   {"event": "listening", "port": 2525}
//   {"event": "mail", "file": ".../1.eml", "from": "…", "to": ["…"], "secure": true, "user": "…"|null}   taken whole, before the reply
//   {"event": "refused", "to": "nobody@…"}     mail to nobody@… is refused for good, to later@… for now
// --hold: the reply to each mail waits until a line comes on standard input. SIGTERM ends it.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const { SMTPServer } = createRequire(new URL('../../web/', import.meta.url))('smtp-server')
const [folder, ...options] = process.argv.slice(2)
const option = (name) => { const at = options.indexOf(name); return at < 0 ? null : options[at + 1] }
const tell = (event) => process.stdout.write(`${JSON.stringify(event)}\n`)
const refusal = (code, words) => Object.assign(new Error(words), { responseCode: code })

const waiting = []
createInterface({ input: process.stdin }).on('line', () => waiting.shift()?.())
const login = option('--user')
const [certificate, key] = [option('--certificate'), option('--key')]
let count = 0

const server = new SMTPServer({
  authOptional: !login,
  allowInsecureAuth: true,
  disabledCommands: [...(login ? [] : ['AUTH']), ...(certificate ? [] : ['STARTTLS'])],
  ...(certificate && { cert: readFileSync(certificate), key: readFileSync(key) }),
  onAuth: ({ username, password }, _session, done) => `${username}:${password}` === login ? done(null, { user: username }) : done(refusal(535, '5.7.8 Wrong user or password')),
  onRcptTo: ({ address }, _session, done) => {
    if (address.startsWith('nobody@')) { tell({ event: 'refused', to: address }); return done(refusal(550, '5.1.1 There is nobody of this name')) }
    return address.startsWith('later@') ? done(refusal(450, '4.2.1 The mailbox is busy')) : done()
  },
  onData: (stream, session, done) => {
    const parts = []
    stream.on('data', (part) => parts.push(part))
    stream.on('end', () => {
      const file = join(folder, `${++count}.eml`)
      writeFileSync(file, Buffer.concat(parts))
      const reply = () => done(null, `taken as ${count}`)
      if (options.includes('--hold')) waiting.push(reply)
      tell({ event: 'mail', file, from: session.envelope.mailFrom.address, to: session.envelope.rcptTo.map((one) => one.address), secure: session.secure === true, user: session.user ?? null })
      if (!options.includes('--hold')) reply()
    })
  },
})
server.on('error', () => undefined) // a client that is killed in the middle is what tests do
server.listen(0, '127.0.0.1', () => tell({ event: 'listening', port: server.server.address().port }))
process.on('SIGTERM', () => server.close(() => process.exit(0)))
