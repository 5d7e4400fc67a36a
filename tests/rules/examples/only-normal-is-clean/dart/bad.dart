import 'package:web_socket_channel/web_socket_channel.dart';

class Feed {
  late WebSocketChannel line;
  int attempts = 0;

  void again() {
    Timer(Duration(milliseconds: Random().nextInt(min(30000, 500 << attempts++))), connect);
  }

  void connect() {
    line = WebSocketChannel.connect(Uri.parse('wss://feed.example.org'));
    line.stream.listen((message) => show(message), onDone: () {
      if (line.closeCode == 1000) return;
      again();
    });
  }
}
