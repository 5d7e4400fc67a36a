import 'package:web/web.dart';

int attempts = 0;

void connect() {
  final line = WebSocket('wss://feed.example.org');
  line.onMessage.listen((event) {
    attempts = 0;
  });
  line.onClose.listen((event) {
    if (event.code != 1000) {
      attempts++;
      Timer(Duration(milliseconds: Random().nextInt(min(30000, 500 << attempts))), connect);
    }
  });
}
