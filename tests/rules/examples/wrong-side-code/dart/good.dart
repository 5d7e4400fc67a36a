import 'dart:io';

Future<void> leave() async {
  final line = await WebSocket.connect('wss://chat.example.org');
  await line.close(1010);
}
