import 'dart:io';

Future<void> leave(WebSocket line) async {
  try {
    await store.load();
  } catch (failure) {
    await line.close(1000, 'failed');
  }
}
