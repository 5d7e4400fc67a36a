import 'dart:io';

Future<void> leave(WebSocket line) async {
  await line.close(WebSocketStatus.policyViolation, 'no token');
}
