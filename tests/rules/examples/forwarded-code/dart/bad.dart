import 'package:web_socket_channel/web_socket_channel.dart';

void relay(WebSocketChannel line, WebSocketChannel other) {
  line.stream.listen(other.sink.add, onDone: () => other.sink.close(line.closeCode, line.closeReason));
}
