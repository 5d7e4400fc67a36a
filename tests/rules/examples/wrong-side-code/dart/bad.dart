import 'dart:io';

Future<void> leave(HttpRequest request) async {
  final guest = await WebSocketTransformer.upgrade(request);
  await guest.close(1010);
}
