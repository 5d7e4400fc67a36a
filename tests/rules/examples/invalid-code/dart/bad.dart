import 'dart:io';

Future<void> refuse(HttpRequest request) async {
  final guest = await WebSocketTransformer.upgrade(request);
  await guest.close(401, 'no token');
}
