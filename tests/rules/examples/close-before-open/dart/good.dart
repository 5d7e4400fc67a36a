import 'dart:io';

Future<void> probe(String address) async {
  final line = await WebSocket.connect(address);
  await line.close(1000);
}
