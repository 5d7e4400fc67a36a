import 'package:web_socket_channel/web_socket_channel.dart';

void relay(WebSocketChannel line, WebSocketChannel other) {
  line.stream.listen(other.sink.add, onDone: () {
    final gone = line.closeCode == 1005 || line.closeCode == 1006;
    other.sink.close(gone ? 4011 : line.closeCode);
  });
}
