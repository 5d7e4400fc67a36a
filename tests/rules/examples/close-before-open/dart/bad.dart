import 'package:web/web.dart';

void probe(String address) {
  final line = WebSocket(address);
  line.close(1000);
}
