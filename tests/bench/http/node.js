// SPDX-License-Identifier: GPL-3.0-or-later
// The peer: node's own server with the same body. Prints its port.
const body = '{"data": "expensive result"}';
const server = require('http').createServer((request, response) => {
  if (request.url !== '/data') { response.writeHead(404); response.end(); return; }
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length });
  response.end(body);
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
