import { createServer } from 'node:http';

/** An HTTP server that hands each POST's body to `post`, then answers 201. */
export function server(post) {
  return createServer((request, response) => {
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      post(Buffer.concat(parts));
      response.writeHead(201, { 'content-type': 'application/json' });
      response.end('{}');
    });
  });
}

export function listen(http) {
  http.listen(0, '127.0.0.1', 4096, () => {
    console.log(`ready at http://127.0.0.1:${http.address().port}`);
  });
}
