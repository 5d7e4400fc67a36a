import 'dart:io';

const subprotocol = 'graphql-transport-ws';

Future<void> kick(HttpRequest request) async {
  final guest = await WebSocketTransformer.upgrade(request);
  await guest.close(4929, 'banned from the room');
}
