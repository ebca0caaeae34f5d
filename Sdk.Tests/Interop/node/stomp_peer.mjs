// A client of the npm package @stomp/stompjs over TCP: HOST PORT. Prints a line for each thing that came true.
import net from 'node:net';
import { Client } from '@stomp/stompjs';

const [, , host, port] = process.argv;

// The package speaks over anything of the shape of a WebSocket.
class TcpSocket {
  constructor() {
    this.readyState = 0;
    this.binaryType = 'arraybuffer';
    this.url = `tcp://${host}:${port}`;
    this.socket = net.connect({ host, port: Number(port) }, () => {
      this.readyState = 1;
      this.onopen?.();
    });
    this.socket.on('data', bytes => this.onmessage?.({ data: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) }));
    this.socket.on('close', () => {
      this.readyState = 3;
      this.onclose?.({ code: 1000, wasClean: true });
    });
    this.socket.on('error', error => fail(error));
  }

  send(data) {
    this.socket.write(data);
  }

  close() {
    this.readyState = 2;
    this.socket.end();
  }
}

function fail(why) {
  console.log('failed', why);
  process.exit(1);
}

let beats = 0;
const client = new Client({
  webSocketFactory: () => new TcpSocket(),
  connectHeaders: { host: '/' },
  heartbeatIncoming: 1000,
  heartbeatOutgoing: 1000,
  reconnectDelay: 0,
  debug: line => {
    if (line.startsWith('<<< PONG') || line.startsWith('Received data')) beats++;
    if (beats === 3) finish();
  },
});
client.onStompError = frame => fail(JSON.stringify(frame.headers));
client.onConnect = frame => {
  console.log('connected', frame.headers['heart-beat']);
  client.watchForReceipt('r1', () => console.log('receipted'));
  client.subscribe('/queue/t.js', message => {
    if (message.body !== 'é€😀' || message.headers.k !== 'a:b\nc\\d') fail(message.body + JSON.stringify(message.headers));
    console.log('forwarded');
    client.publish({ destination: 'virtwire.request', body: '{"jsonrpc":"2.0","id":"a","method":"Host.ping"}', headers: { 'reply-to': 'answers', receipt: 'r1' } });
  }, { id: 's1' });
  client.subscribe('answers', message => {
    if (message.body !== '{"jsonrpc":"2.0","id":"a","result":{}}') fail(message.body);
    message.ack();
    console.log('answered');
  }, { id: 's2', ack: 'client-individual' });
  client.publish({ destination: '/queue/t.js', body: 'é€😀', headers: { k: 'a:b\nc\\d' } });
};

function finish() {
  beats++;
  console.log('beaten');
  client.deactivate().then(() => {
    console.log('left');
    process.exit(0);
  });
}

client.activate();
setTimeout(() => fail('it took too long'), 60000);
