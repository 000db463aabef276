// An Express application that keeps what it gets in memory: no log, no disk.
import express from 'express';

const KEPT_MAX = 100_000;
const kept = [];
const app = express();
app.use(express.json());
app.post('/', (request, response) => {
  kept.push(request.body);
  if (kept.length > KEPT_MAX) kept.shift();
  response.status(201).json({ sequence: kept.length });
});
const http = app.listen(0, '127.0.0.1', () => {
  console.log(`ready at http://127.0.0.1:${http.address().port}`);
});
