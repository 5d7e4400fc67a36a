import 'dart:io';

Future<void> leave(WebSocket line) async {
  await line.close(4210, 'idle');
}
