import 'package:mocktail/mocktail.dart';
import 'package:web_socket_channel/web_socket_channel.dart';

void keepsQuiet(WebSocketChannel channel) {
  when(() => channel.sink.close(1005, 'gone')).thenAnswer((_) async {});
  Guest(channel).lost();
  verifyNever(() => channel.sink.close(1006, 'lost'));
}
