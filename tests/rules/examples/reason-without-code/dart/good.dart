import 'dart:io';

Future<void> leave(WebSocket line) async {
  await line.close(1000, 'leaving');
}
