import 'dart:io';

Future<void> leave(WebSocket line) async {
  // wsclose: ignore[reserved-code]
  await line.close(1001, 'lost');
}
