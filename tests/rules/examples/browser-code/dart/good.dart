import 'package:web/web.dart';

void leave(WebSocket line) {
  line.close(1000, 'leaving');
}
