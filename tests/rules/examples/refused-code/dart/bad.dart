import 'dart:io';

Future<void> restart(HttpRequest request) async {
  final guest = await WebSocketTransformer.upgrade(request);
  await guest.close(1012, 'new version');
}
