import 'dart:io';

Future<void> shutdown(HttpRequest request) async {
  final guest = await WebSocketTransformer.upgrade(request);
  await guest.close(1001, 'bye');
}
