"""A client of the Debian package python3-stomp: HOST PORT VERSION. Prints a line for each thing that came true, and fails at the first that does not."""
import sys
import threading

import stomp

PATIENCE = 30
PING = '{"jsonrpc":"2.0","id":"%s","method":"Host.ping"}'
host, port, version = sys.argv[1], int(sys.argv[2]), sys.argv[3]


class Listener(stomp.ConnectionListener):
    def __init__(self):
        self.frames = {}
        self.changed = threading.Condition()
        self.beats = threading.Semaphore(0)

    def keep(self, kind, frame):
        with self.changed:
            self.frames.setdefault(kind, []).append(frame)
            self.changed.notify_all()

    def on_connected(self, frame):
        self.keep("connected", frame)

    def on_message(self, frame):
        self.keep("message", frame)

    def on_receipt(self, frame):
        self.keep("receipt", frame)

    def on_error(self, frame):
        self.keep("error", frame)

    def on_heartbeat(self):
        self.beats.release()

    def on_heartbeat_timeout(self):
        self.keep("error", "the server was taken for dead")

    def take(self, kind):
        with self.changed:
            came = self.changed.wait_for(lambda: self.frames.get(kind) or self.frames.get("error"), PATIENCE)
            assert came and self.frames.get(kind), f"no {kind}: {self.frames}"
            return self.frames[kind].pop(0)


heartbeats = version != "1.0"
kind = {"1.0": stomp.Connection10, "1.1": stomp.Connection11, "1.2": stomp.Connection12}[version]
options = {"heartbeats": (1000, 1000), "vhost": "/"} if heartbeats else {}
connection = kind([(host, port)], **options)
listener = Listener()
connection.set_listener("", listener)
connection.connect(wait=True)
connected = listener.take("connected")
assert connected.headers.get("version") == version, connected.headers
print("connected", connected.headers.get("heart-beat", "none"))

connection.subscribe("answers", id="1", ack="client")
connection.send("virtwire.request", PING % "a", content_type="application/json", headers={"reply-to": "answers", "receipt": "r1"})
answer = listener.take("message")
assert answer.body == '{"jsonrpc":"2.0","id":"a","result":{}}', answer.body
assert listener.take("receipt").headers["receipt-id"] == "r1"
print("answered")

if version == "1.2":
    connection.ack(answer.headers["ack"])
elif version == "1.1":
    connection.ack(answer.headers["message-id"], "1")
else:
    connection.ack(answer.headers["message-id"])
connection.subscribe("/queue/t.py", id="2", ack="auto")
headers = {"k": "a:b\nc\\d"} if heartbeats else {"k": "v"}
connection.send("/queue/t.py", "h\u00e9llo", headers=headers)
forwarded = listener.take("message")
assert forwarded.body == "h\u00e9llo", forwarded.body
assert all(forwarded.headers.get(name) == value for name, value in headers.items()), forwarded.headers
print("forwarded")

connection.begin("t1")
connection.send("virtwire.request", PING % "held", headers={"reply-to": "answers"}, transaction="t1")
connection.commit("t1")
assert '"held"' in listener.take("message").body
print("committed")

if heartbeats:
    for _ in range(3):
        assert listener.beats.acquire(timeout=PATIENCE), "no heart-beat"
    connection.send("virtwire.request", PING % "later", headers={"reply-to": "answers"})
    assert '"later"' in listener.take("message").body
    print("beaten")

connection.disconnect(receipt="bye")
assert listener.take("receipt").headers["receipt-id"] == "bye"
assert not listener.frames.get("error"), listener.frames
print("left")
