// A receiver of webhooks for tests. Each request is told on standard output, one JSON object a line; a line on standard input
// says how the next ones are answered: "200", "503", "hang", "redirect", "drop", "410" …, until the next line.
// usage: node webhook_receiver.mjs [SECRET…]     what is signed with one of the secrets is verified by the reference library
//   {"event": "listening", "port": 8081}
//   {"event": "request", "path": "/a", "id": "msg_…", "timestamp": 1763…, "signature": "v1,…", "verified": [true, false], "body": "…"}
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'

const { Webhook } = createRequire(new URL('../../web/', import.meta.url))('standardwebhooks')
const secrets = process.argv.slice(2)
const tell = (event) => process.stdout.write(`${JSON.stringify(event)}\n`)
let answer = '200'
createInterface({ input: process.stdin }).on('line', (line) => {
  const [command, value] = line.split(' ')
  if (command === 'secret') secrets.push(value)
  else answer = command
  tell({ event: 'heard', line })
})

const verified = (secret, headers, body) => {
  try {
    new Webhook(secret).verify(body, headers)
    return true
  } catch {
    return false
  }
}

const server = createServer((request, response) => {
  const parts = []
  request.on('data', (part) => parts.push(part))
  request.on('end', () => {
    const body = Buffer.concat(parts).toString()
    const { headers } = request
    const how = answer
    tell({
      event: 'request', path: request.url, how, id: headers['webhook-id'] ?? null, timestamp: Number(headers['webhook-timestamp']),
      signature: headers['webhook-signature'] ?? null, verified: secrets.map((one) => verified(one, headers, body)), body,
    })
    if (how === 'hang') return
    if (how === 'drop') return void request.socket.destroy()
    if (how === 'redirect') return void response.writeHead(302, { Location: 'http://127.0.0.1:1/' }).end()
    if (how === '429') return void response.writeHead(429, { 'Retry-After': '2' }).end()
    response.writeHead(Number(how)).end('heard')
  })
})
server.listen(0, '127.0.0.1', () => tell({ event: 'listening', port: server.address().port }))
process.on('SIGTERM', () => process.exit(0))
