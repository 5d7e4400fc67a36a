import 'package:web_socket_channel/status.dart' as status;
import 'package:web_socket_channel/web_socket_channel.dart';

void leave(WebSocketChannel line) {
  line.sink.close(status.abnormalClosure);
}
