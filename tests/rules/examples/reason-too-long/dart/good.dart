import 'dart:io';

Future<void> leave(WebSocket line) async {
  await line.close(1008, 'not in this room');
}
