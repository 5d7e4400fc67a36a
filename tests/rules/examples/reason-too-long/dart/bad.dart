import 'dart:io';

Future<void> leave(WebSocket line) async {
  await line.close(1008, 'this reason tells the whole story of what was wrong with the message that came, who sent it, when, and what would have been right');
}
