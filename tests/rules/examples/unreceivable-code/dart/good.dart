import 'package:web_socket_channel/web_socket_channel.dart';

class Feed {
  late WebSocketChannel line;

  void connect() {
    line = WebSocketChannel.connect(Uri.parse('wss://feed.example.org'));
    line.stream.listen((message) => show(message), onDone: () {
      if (line.closeCode == 4401) logIn();
    });
  }
}
