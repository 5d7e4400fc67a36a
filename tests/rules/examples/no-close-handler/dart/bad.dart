import 'package:web_socket_channel/web_socket_channel.dart';

void watch() {
  final line = WebSocketChannel.connect(Uri.parse('wss://example.org/prices'));
  line.stream.listen((message) => show(message));
}
